using EllaAI.Core.Access;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Webhooks;
using Xunit;

namespace EllaAI.Core.Tests.Webhooks;

public sealed class ManageWebhooksTests
{
    private readonly ScriptedReceivers _receivers = new();
    private readonly MarkedSecrets _secrets = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_is_shown_with_all_but_its_secret()
    {
        var hooks = await Open();
        var added = (await hooks.Add.Run(hooks.Admin, " https://one.example/hooks ", " To our records ", ["attempt.scored", "attempt.scored"], Ct)).Value();

        var shown = Assert.Single((await hooks.List.Run(hooks.Admin, Ct)).Value());

        Assert.Equal(("https://one.example/hooks", "To our records", true, null), (shown.Url.AbsoluteUri, shown.Description, shown.Enabled, shown.State));
        Assert.Equal(["attempt.scored"], shown.Events);
        Assert.DoesNotContain(added.Secret, System.Text.Json.JsonSerializer.Serialize(shown, DocumentJson.Options), StringComparison.Ordinal);
        Assert.Equal(added.Secret, _secrets.Open(Acme.Id, shown.Id, (await Stored(hooks)).Single().Secret));
    }

    [Fact]
    public async Task Ten_are_taken_and_no_more_though_many_ask_at_once()
    {
        var hooks = await Open();
        for (var i = 0; i < 7; i++) await hooks.Added($"https://{i}.example/");

        var answers = await Task.WhenAll(Enumerable.Range(7, 8).Select(i => hooks.Add.Run(hooks.Admin, $"https://{i}.example/", "", Hooks.AllEvents, Ct)));

        Assert.Equal(3, answers.Count(a => a.Ok(out _, out _)));
        Assert.All(answers.Where(a => !a.Ok(out _, out _)), a => Assert.Equal("webhook-too-many", a.Code()));
        Assert.Equal(10, (await Stored(hooks)).Count);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_says_which_field()
    {
        var hooks = await Open();
        await hooks.Added("https://one.example/");

        async Task<string> Code(string url, string description, params string[] events) => (await hooks.Add.Run(hooks.Admin, url, description, events, Ct)).Code();

        Assert.Equal("invalid-url", await Code("http://two.example/", "", "attempt.scored"));
        Assert.Equal("invalid-url", await Code("https://ONE.example", "", "attempt.scored"));
        Assert.Equal("invalid-events", await Code("https://two.example/", ""));
        Assert.Equal("invalid-events", await Code("https://two.example/", "", "attempt.scored", "ella.execution-requested"));
        Assert.Equal("invalid-description", await Code("https://two.example/", new string('x', 201), "attempt.scored"));
        Assert.Single(await Stored(hooks));
    }

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Reviewer, false)]
    [InlineData(Role.Recruiter, false)]
    [InlineData(Role.Admin, true)]
    [InlineData(Role.Owner, true)]
    public async Task Only_admins_and_owners_may(Role role, bool may)
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://one.example/")).Webhook.Id;
        var actor = Acme.As(role);

        Assert.Equal(may, (await hooks.List.Run(actor, Ct)).Ok(out _, out _));
        Assert.Equal(may, (await hooks.Test.Run(actor, id, Ct)).Ok(out _, out _));
        Assert.Equal(may, (await hooks.Add.Run(actor, "https://two.example/", "", Hooks.AllEvents, Ct)).Ok(out _, out _));
        Assert.Equal(may, (await hooks.Change.Run(actor, id, "", Hooks.AllEvents, false, Ct)).Ok(out _, out _));
        Assert.Equal(may, (await hooks.Rotate.Run(actor, id, Ct)).Ok(out _, out _));
        Assert.Equal(may, (await hooks.Remove.Run(actor, id, Ct)).Ok(out _, out _));
        Assert.Equal(may ? 1 : 0, _receivers.Calls.Count);
    }

    [Fact]
    public async Task Another_companys_webhook_answers_as_a_missing_one()
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://one.example/")).Webhook.Id;
        var (other, missing) = (Acme.As(Role.Owner, "globex"), new WebhookId(Guid.NewGuid()));

        foreach (var asked in new[] { id, missing })
        {
            Assert.Equal(Problems.NotFound, (await hooks.Test.Run(other, asked, Ct)).Problem());
            Assert.Equal(Problems.NotFound, (await hooks.Change.Run(other, asked, "", Hooks.AllEvents, true, Ct)).Problem());
            Assert.Equal(Problems.NotFound, (await hooks.Rotate.Run(other, asked, Ct)).Problem());
            Assert.Equal(Problems.NotFound, (await hooks.Remove.Run(other, asked, Ct)).Problem());
        }

        Assert.Empty((await hooks.List.Run(other, Ct)).Value());
        Assert.Empty(_receivers.Calls);
    }

    [Fact]
    public async Task A_test_says_what_came_of_it_and_is_kept_as_the_last_delivery()
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://one.example/")).Webhook.Id;
        _receivers.Answer("one.example", 500);

        var answer = (await hooks.Test.Run(hooks.Admin, id, Ct)).Value();

        Assert.Equal((500, false), (answer.Status, answer.Delivered));
        var state = (await hooks.Shown(id)).State!;
        Assert.Equal((500, 7, hooks.Acme.Clock.GetUtcNow()), (state.LastStatus, state.LastMilliseconds, state.FailingSince));
        Assert.Contains("\"type\":\"webhook.test.v1\"", Assert.Single(_receivers.Calls).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_is_told_gone_switches_nothing_off_and_one_that_is_off_can_be_tried()
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://one.example/")).Webhook.Id;
        _receivers.Answer("one.example", 410);

        await hooks.Test.Run(hooks.Admin, id, Ct);
        Assert.True((await hooks.Shown(id)).Enabled);
        (await hooks.Change.Run(hooks.Admin, id, "", Hooks.AllEvents, false, Ct)).Value();
        await hooks.Test.Run(hooks.Admin, id, Ct);

        Assert.Equal(2, _receivers.Calls.Count);
    }

    [Fact]
    public async Task A_rotated_secret_signs_beside_the_new_one_for_a_day()
    {
        var hooks = await Open();
        var old = await hooks.Added("https://one.example/");
        var rotated = (await hooks.Rotate.Run(hooks.Admin, old.Webhook.Id, Ct)).Value();

        await hooks.Test.Run(hooks.Admin, old.Webhook.Id, Ct);
        hooks.Acme.Clock.Advance(WebhookEndpoint.Overlap);
        await hooks.Test.Run(hooks.Admin, old.Webhook.Id, Ct);

        Assert.NotEqual(old.Secret, rotated.Secret);
        var (during, after) = (_receivers.Calls[0], _receivers.Calls[1]);
        Assert.Equal(WebhookSignature.Of([rotated.Secret, old.Secret], during.Id, during.At, during.Body), during.Signature);
        Assert.Equal(WebhookSignature.Of([rotated.Secret], after.Id, after.At, after.Body), after.Signature);
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_any_more_is_told_and_mended_by_a_new_one()
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://one.example/")).Webhook.Id;
        _secrets.Lost = true;

        Assert.Equal("webhook-secret-unreadable", (await hooks.Test.Run(hooks.Admin, id, Ct)).Code());
        _secrets.Lost = false;
        (await hooks.Rotate.Run(hooks.Admin, id, Ct)).Value();

        Assert.True((await hooks.Test.Run(hooks.Admin, id, Ct)).Value().Delivered);
    }

    [Fact]
    public async Task Nothing_of_a_removed_webhook_remains_but_what_the_audit_tells()
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://one.example/")).Webhook.Id;
        await hooks.Test.Run(hooks.Admin, id, Ct);

        (await hooks.Remove.Run(hooks.Admin, id, Ct)).Value();

        Assert.Empty((await hooks.List.Run(hooks.Admin, Ct)).Value());
        Assert.All(
            hooks.Acme.Data.Documents.Where(d => d.Value.Body.Contains("one.example", StringComparison.Ordinal)),
            d => Assert.Contains("ella.audited", d.Value.Body, StringComparison.Ordinal));
        Assert.DoesNotContain(hooks.Acme.Data.Documents, d => d.Key.Collection == WebhookState.Collection);
        Assert.Equal("not-found", (await hooks.Remove.Run(hooks.Admin, id, Ct)).Code());
    }

    private async Task<Hooks> Open() => new(await Acme.Open(), _receivers, _secrets, new(false, false));

    private static async Task<IReadOnlyList<WebhookEndpoint>> Stored(Hooks hooks) =>
        (await CompanyWebhooks.Of(hooks.Acme.Documents, hooks.Acme.System, Ct)).Value.Endpoints;
}
