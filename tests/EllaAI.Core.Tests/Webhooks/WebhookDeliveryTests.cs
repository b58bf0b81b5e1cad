using System.Text.Json;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Webhooks;
using Xunit;

namespace EllaAI.Core.Tests.Webhooks;

public sealed class WebhookDeliveryTests
{
    private readonly ScriptedReceivers _receivers = new();
    private readonly MarkedSecrets _secrets = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_endpoint_gets_what_it_wants_signed_with_its_own_secret()
    {
        var hooks = await Open();
        var all = await hooks.Added("https://all.example/");
        var scores = await hooks.Added("https://scores.example/", "attempt.scored");

        await Sitting(hooks);

        Assert.Equal(["attempt.closed.v1", "attempt.scored.v1", "attempt.started.v1", "invitation.sent.v1"], _receivers.To("all.example").Select(Type).Order());
        Assert.Equal(["attempt.scored.v1"], _receivers.To("scores.example").Select(Type));
        Assert.All(_receivers.To("all.example"), c => Assert.Equal(WebhookSignature.Of([all.Secret], c.Id, c.At, c.Body), c.Signature));
        Assert.All(_receivers.To("scores.example"), c => Assert.Equal(WebhookSignature.Of([scores.Secret], c.Id, c.At, c.Body), c.Signature));
        Assert.Empty(await hooks.Deliveries());
    }

    [Fact]
    public async Task Messages_hold_ids_times_and_scores_and_nothing_else()
    {
        var hooks = await Open();
        await hooks.Added("https://all.example/");

        var attempt = await Sitting(hooks);

        Assert.All(_receivers.Calls, c =>
        {
            foreach (var secret in new[] { "Ann", "ann@example.com", "passes", "secret", "/take/", "Backend", "Sum" })
                Assert.DoesNotContain(secret, c.Body, StringComparison.OrdinalIgnoreCase);
        });
        var scored = JsonSerializer.Deserialize<JsonElement>(_receivers.Calls.Single(c => Type(c) == "attempt.scored.v1").Body);
        Assert.Equal($"attempt/{attempt.Id.Value:N}", scored.GetProperty("subject").GetString());
        var data = scored.GetProperty("data");
        Assert.Equal((4, 10, 40, 0), (Number("points"), Number("maxPoints"), Number("percent"), Number("ungradedQuestions")));

        int Number(string name) => data.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task The_score_is_told_once_and_when_nothing_was_handed_in_too()
    {
        var hooks = await Open();
        await hooks.Added("https://scores.example/", "attempt.scored");
        var attempt = await hooks.Acme.StartAttempt();

        await hooks.Acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct);
        await hooks.Acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct);
        await hooks.DeliverAll();

        Assert.Single(_receivers.Calls);
    }

    [Fact]
    public async Task Each_message_is_as_it_is_documented()
    {
        var hooks = await Open();
        await hooks.Added("https://all.example/");
        await Sitting(hooks);
        var draft = await hooks.Acme.Draft();
        await hooks.Acme.Publish.Run(hooks.Acme.Recruiter, draft.Id, Ct);
        await hooks.DeliverAll();
        await hooks.Test.Run(hooks.Admin, (await hooks.List.Run(hooks.Admin, Ct)).Value()[0].Id, Ct);

        var documented = Documented();

        Assert.Equal(WebhookEvents.All.Append(WebhookEvents.Test).Select(e => e.Type).Order(), documented.Keys.Order());
        Assert.Equal(documented.Keys.Order(), _receivers.Calls.Select(Type).Distinct().Order());
        Assert.All(_receivers.Calls, c => Assert.Equal(Shape(documented[Type(c)]), Shape(JsonSerializer.Deserialize<JsonElement>(c.Body))));
    }

    [Fact]
    public async Task An_event_that_arrives_twice_is_due_once()
    {
        var hooks = await Open();
        await hooks.Added("https://all.example/", "invitation.sent");
        await hooks.Acme.InviteAnn();
        while ((await hooks.Dispatch.Run(Ct)).More) { }
        var delivery = Assert.Single(await hooks.Deliveries());
        var read = (await hooks.Acme.Documents.Get<Delivery>(hooks.Acme.System.Key(Delivery.Collection, delivery.Id), Ct))!;
        var inbox = new Inbox(delivery.Event.Id, new(read.Key, null, read.Version));
        var invited = delivery.Event.Data.Deserialize<CandidateInvited>(DocumentJson.Options)!;

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => hooks.Queue.Handle(invited, inbox, Ct)));
        await hooks.DeliverAll();

        Assert.Equal(delivery.Event.Id, Assert.Single(_receivers.Calls).Id);
    }

    [Fact]
    public async Task A_dead_endpoint_keeps_no_other_waiting()
    {
        var hooks = await Open();
        await hooks.Added("https://dead.example/", "invitation.sent");
        await hooks.Added("https://well.example/", "invitation.sent");
        _receivers.Answer("dead.example", null);

        for (var i = 0; i < 5; i++) await hooks.Acme.InviteAnn();
        await hooks.DeliverAll();

        Assert.Equal(5, _receivers.To("well.example").Select(c => c.Id).Distinct().Count());
        Assert.Single(_receivers.To("dead.example"));
    }

    [Fact]
    public async Task A_failure_is_tried_again_with_the_same_id_and_body_and_a_time_of_its_own()
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://one.example/", "invitation.sent")).Webhook.Id;
        _receivers.Answer("one.example", 500);
        await hooks.Acme.InviteAnn();
        await hooks.DeliverAll();
        var failing = (await hooks.Shown(id)).State!;

        _receivers.Answer("one.example", 200);
        hooks.Acme.Clock.Advance(TimeSpan.FromSeconds(10));
        await hooks.DeliverAll();

        var (first, second) = (_receivers.Calls[0], _receivers.Calls[1]);
        Assert.Equal((first.Id, first.Body), (second.Id, second.Body));
        Assert.Equal(TimeSpan.FromSeconds(10), second.At - first.At);
        Assert.Equal((500, first.At), (failing.LastStatus, failing.FailingSince));
        Assert.Equal((200, null), ((await hooks.Shown(id)).State!.LastStatus, (await hooks.Shown(id)).State!.FailingSince));
        Assert.Equal(["It answered 500."], hooks.Failures);
        Assert.Empty(await hooks.Deliveries());
    }

    [Fact]
    public async Task After_five_attempts_it_is_a_dead_letter_that_tells_nothing_of_the_address()
    {
        var hooks = await Open();
        await hooks.Added("https://dead.example/token-in-the-path", "invitation.sent");
        _receivers.Answer("dead.example", null);
        await hooks.Acme.InviteAnn();

        for (var i = 0; i < 8; i++)
        {
            await hooks.DeliverAll();
            hooks.Acme.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(5, _receivers.Calls.Count);
        var dead = Assert.Single(await hooks.Deliveries());
        Assert.Equal((DeliveryState.Dead, "WebhookFailedException: It did not answer."), (dead.State, dead.Reason));
        Assert.DoesNotContain("dead.example", JsonSerializer.Serialize(dead), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answers_gone_is_switched_off_and_told_nothing_more()
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://gone.example/", "invitation.sent")).Webhook.Id;
        _receivers.Answer("gone.example", 410);

        await hooks.Acme.InviteAnn();
        await hooks.Acme.InviteAnn();
        await hooks.DeliverAll();

        var shown = await hooks.Shown(id);
        Assert.Equal((false, "It answered 410 Gone: it wants no more."), (shown.Enabled, shown.OffReason));
        Assert.Single(_receivers.Calls);
        Assert.Empty(await hooks.Deliveries());
        Assert.Empty(hooks.Failures);
    }

    [Fact]
    public async Task Five_days_of_failures_switch_it_off_and_switched_on_it_begins_anew()
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://dead.example/", "invitation.sent")).Webhook.Id;
        _receivers.Answer("dead.example", 503);
        await hooks.Acme.InviteAnn();
        await hooks.DeliverAll();
        hooks.Acme.Clock.Advance(TimeSpan.FromDays(5));
        await hooks.DeliverAll();
        Assert.Equal((false, "Nothing has arrived for 5 days."), ((await hooks.Shown(id)).Enabled, (await hooks.Shown(id)).OffReason));

        (await hooks.Change.Run(hooks.Admin, id, "", ["invitation.sent"], true, Ct)).Value();
        hooks.Acme.Clock.Advance(TimeSpan.FromMinutes(1));
        await hooks.DeliverAll();

        var shown = await hooks.Shown(id);
        Assert.Equal((true, "", hooks.Acme.Clock.GetUtcNow()), (shown.Enabled, shown.OffReason, shown.State!.FailingSince));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_waits_for_an_endpoint_that_was_removed_or_switched_off_ends_quietly(bool removed)
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://one.example/", "invitation.sent")).Webhook.Id;
        _receivers.Answer("one.example", 500);
        for (var i = 0; i < 3; i++) await hooks.Acme.InviteAnn();
        await hooks.DeliverAll();

        if (removed) (await hooks.Remove.Run(hooks.Admin, id, Ct)).Value();
        else (await hooks.Change.Run(hooks.Admin, id, "", ["invitation.sent"], false, Ct)).Value();
        hooks.Acme.Clock.Advance(TimeSpan.FromSeconds(10));
        await hooks.DeliverAll();

        Assert.Single(_receivers.Calls);
        Assert.Empty(await hooks.Deliveries());
        Assert.Equal(removed ? 0 : 1, hooks.Acme.Data.Documents.Keys.Count(k => k.Collection == WebhookState.Collection));
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_sends_nothing_unsigned()
    {
        var hooks = await Open();
        var id = (await hooks.Added("https://one.example/", "invitation.sent")).Webhook.Id;
        _secrets.Lost = true;
        await hooks.Acme.InviteAnn();

        await hooks.DeliverAll();

        Assert.Empty(_receivers.Calls);
        Assert.Contains("Rotate it", (await hooks.Shown(id)).State!.LastProblem, StringComparison.Ordinal);
        Assert.Single(await hooks.Deliveries());
    }

    /// <summary>Ann is invited, starts, submits one answer of the two and finishes.</summary>
    private static async Task<Attempt> Sitting(Hooks hooks)
    {
        var attempt = await hooks.Acme.StartAttempt();
        await hooks.Acme.Submit(attempt, hooks.Acme.Sum, "passes 1 2 3");
        await hooks.Acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct);
        await hooks.Acme.RunQueue();
        await hooks.DeliverAll();
        return attempt;
    }

    private static string Type(WebhookCall call) => JsonSerializer.Deserialize<JsonElement>(call.Body).GetProperty("type").GetString()!;

    /// <summary>The examples of <c>docs/webhooks.md</c> by their type.</summary>
    private static Dictionary<string, JsonElement> Documented()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "webhooks.md"))) folder = folder.Parent!;
        var text = File.ReadAllText(Path.Combine(folder.FullName, "docs", "webhooks.md"));
        return text.Split("```json").Skip(1).Select(part => JsonSerializer.Deserialize<JsonElement>(part[..part.IndexOf("```", StringComparison.Ordinal)]))
            .ToDictionary(json => json.GetProperty("type").GetString()!);
    }

    /// <summary>Each field's place and kind.</summary>
    private static IEnumerable<string> Shape(JsonElement element, string place = "") => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => Shape(p.Value, $"{place}/{p.Name}"))
        : [$"{place}: {element.ValueKind}"];

    /// <summary>All that happened before is told already.</summary>
    private async Task<Hooks> Open()
    {
        var hooks = new Hooks(await Acme.Open(), _receivers, _secrets, new(false, false));
        await hooks.DeliverAll();
        return hooks;
    }
}
