using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Api;

public sealed class ApiKeysTests
{
    private static readonly IReadOnlyList<string> _reads = [ApiScopes.ReadAssessments, ApiScopes.ReadResults];
    private static readonly Actor _admin = Acme.As(Role.Admin);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_shown_once_and_kept_as_its_hash()
    {
        var acme = await Acme.Open();
        var made = (await Make(acme).Run(_admin, " Records ", _reads, 30, Ct)).Value();

        Assert.Matches("^ella_acme_[0-9a-f]{64}$", made.Secret);
        var shown = Assert.Single((await new ListApiKeys(acme.Documents).Run(_admin, Ct)).Value());
        Assert.Equal(("Records", acme.Clock.GetUtcNow().AddDays(30), null), (shown.Name, shown.ExpiresAt, shown.LastUsed));
        Assert.Equal(_reads, shown.Scopes);
        Assert.All(acme.Data.Documents.Values.Select(d => d.Body), body => Assert.DoesNotContain(made.Secret[^60..], body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_is_found_by_its_secret_alone_until_it_is_revoked()
    {
        var acme = await Acme.Open();
        var (find, made) = (Find(acme), (await Make(acme).Run(_admin, "Records", _reads, 30, Ct)).Value());

        var found = (await find.BySecret(made.Secret, Ct))!;
        Assert.Equal((Acme.Id, "Acme", made.Key.Id), (found.Company, found.CompanyName, found.Key.Id));
        Assert.Null(await find.ById(new("globex"), made.Key.Id, Ct));
        foreach (var wrong in new[] { "", "ella", "ella_acme_", made.Secret[..^1], made.Secret + "0", made.Secret.ToUpperInvariant(), ApiSecret.New(Acme.Id).ToString(), made.Secret.Replace("acme", "globex", StringComparison.Ordinal), made.Secret.Replace("acme", "../acme", StringComparison.Ordinal), new string('a', 100_000) })
            Assert.Null(await find.BySecret(wrong, Ct));

        (await Revoke(acme).Run(_admin, made.Key.Id, Ct)).Value();
        Assert.Null(await find.BySecret(made.Secret, Ct));
        Assert.Null(await find.ById(Acme.Id, made.Key.Id, Ct));
        Assert.Equal("not-found", (await Revoke(acme).Run(_admin, made.Key.Id, Ct)).Code());
    }

    [Fact]
    public async Task A_key_that_has_expired_is_not_found_any_more()
    {
        var acme = await Acme.Open();
        var made = (await Make(acme).Run(_admin, "Records", _reads, 30, Ct)).Value();

        acme.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Find(acme).BySecret(made.Secret, Ct));
        acme.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Find(acme).BySecret(made.Secret, Ct));
    }

    [Fact]
    public async Task A_suspended_companys_keys_do_not_work_and_a_restored_ones_do()
    {
        var acme = await Acme.Open();
        var made = (await Make(acme).Run(_admin, "Records", _reads, 30, Ct)).Value();
        var (platform, change) = (Acme.As(Role.PlatformAdmin, "platform"), new ChangeCompany(acme.Documents, acme.Clock));

        (await change.Suspend(platform, Acme.Id, "Unpaid", Ct)).Value();
        Assert.Null(await Find(acme).BySecret(made.Secret, Ct));
        Assert.Null(await Find(acme).ById(Acme.Id, made.Key.Id, Ct));
        (await change.Restore(platform, Acme.Id, Ct)).Value();
        Assert.NotNull(await Find(acme).BySecret(made.Secret, Ct));
    }

    [Fact]
    public async Task That_it_was_used_is_noted_once_an_hour_and_not_with_the_key()
    {
        var acme = await Acme.Open();
        var made = (await Make(acme).Run(_admin, "Records", _reads, 30, Ct)).Value();
        var found = (await Find(acme).BySecret(made.Secret, Ct))!;

        await Find(acme).Note(found, Ct);
        var first = acme.Clock.GetUtcNow();
        acme.Clock.Advance(TimeSpan.FromMinutes(59));
        await Find(acme).Note(found, Ct);
        Assert.Equal(first, await LastUsed(acme));
        acme.Clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Find(acme).Note(found, Ct)));
        Assert.Equal(acme.Clock.GetUtcNow(), await LastUsed(acme));
        Assert.Equal(1, (await CompanyApiKeys.Of(acme.Documents, acme.System, Ct)).Version);
    }

    [Fact]
    public async Task Twenty_are_taken_and_no_more_though_many_ask_at_once()
    {
        var acme = await Acme.Open();
        for (var i = 0; i < 17; i++) (await Make(acme).Run(_admin, $"Key {i}", _reads, 30, Ct)).Value();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Make(acme).Run(_admin, $"More {i}", _reads, 30, Ct)));

        Assert.Equal(3, answers.Count(a => a.Ok(out _, out _)));
        Assert.All(answers.Where(a => !a.Ok(out _, out _)), a => Assert.Equal("api-key-too-many", a.Code()));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_says_which_field()
    {
        var acme = await Acme.Open();

        async Task<string> Code(string name, int days, params string[] scopes) => (await Make(acme).Run(_admin, name, scopes, days, Ct)).Code();

        Assert.Equal("invalid-name", await Code("  ", 30, ApiScopes.ReadResults));
        Assert.Equal("invalid-name", await Code(new string('x', 81), 30, ApiScopes.ReadResults));
        Assert.Equal("invalid-name", await Code("a\nb", 30, ApiScopes.ReadResults));
        Assert.Equal("invalid-scopes", await Code("Records", 30));
        Assert.Equal("invalid-scopes", await Code("Records", 30, ApiScopes.ReadResults, "members:write"));
        Assert.Equal("invalid-days", await Code("Records", 366, ApiScopes.ReadResults));
        Assert.Equal("invalid-days", await Code("Records", 0, ApiScopes.ReadResults));
        Assert.Empty((await CompanyApiKeys.Of(acme.Documents, acme.System, Ct)).Value.Keys);
    }

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Reviewer, false)]
    [InlineData(Role.Recruiter, false)]
    [InlineData(Role.Admin, true)]
    [InlineData(Role.Owner, true)]
    public async Task Only_admins_and_owners_may(Role role, bool may)
    {
        var acme = await Acme.Open();
        var (actor, id) = (Acme.As(role), (await Make(acme).Run(_admin, "Records", _reads, 30, Ct)).Value().Key.Id);

        Assert.Equal(may, (await new ListApiKeys(acme.Documents).Run(actor, Ct)).Ok(out _, out _));
        Assert.Equal(may, (await Make(acme).Run(actor, "Mine", _reads, 30, Ct)).Ok(out _, out _));
        Assert.Equal(may, (await Revoke(acme).Run(actor, id, Ct)).Ok(out _, out _));
    }

    [Fact]
    public void A_scope_gives_what_it_says_and_never_what_an_admin_may_not_or_what_makes_more_keys()
    {
        foreach (var scope in ApiScopes.All)
        {
            var program = Actor.Program(Acme.Id, new(Guid.NewGuid()), [scope.Name]);
            Assert.NotEmpty(scope.Permissions);
            Assert.Equal(scope.Permissions.Order(), Enum.GetValues<Permission>().Where(program.May).Order());
            Assert.Subset(new HashSet<Permission>(PermissionTable.ByRole[Role.Admin]), scope.Permissions.ToHashSet());
            Assert.Empty(scope.Permissions.Intersect([Permission.ManageApiKeys, Permission.ManageMembers, Permission.ManageOwners, Permission.ManageWebhooks, Permission.ViewMail]));
        }

        Assert.DoesNotContain(Enum.GetValues<Permission>(), Actor.Program(Acme.Id, new(Guid.NewGuid()), ["everything"]).May);
    }

    [Fact]
    public async Task Made_and_revoked_are_in_the_log_and_a_program_is_named_in_it_while_its_key_is_there()
    {
        var acme = await Acme.Open();
        var made = (await Make(acme).Run(_admin, "Records", _reads, 30, Ct)).Value();
        (await acme.Invite.Run(Actor.Program(Acme.Id, made.Key.Id, [ApiScopes.WriteInvitations]), acme.Assessment.Id, "Ann", "ann@example.com", Acme.Site, Ct)).Value();
        (await Revoke(acme).Run(_admin, made.Key.Id, Ct)).Value();

        var audited = acme.Data.Events.Where(e => e.Name() == "ella.audited").Select(e => e.Data.Deserialize<Audited>(DocumentJson.Options)!).ToArray();
        Assert.Equal([AuditAction.ApiKeyMade, AuditAction.CandidateInvited, AuditAction.ApiKeyRevoked], audited[^3..].Select(a => a.Action));
        Assert.Equal($"api-key/{made.Key.Id.Value:N}", audited[^2].Actor);
        Assert.Equal("Records, until 2026-04-01: assessments:read, results:read", audited[^3].After);
    }

    private static MakeApiKey Make(Acme acme) => new(acme.Documents, acme.Clock);

    private static RevokeApiKey Revoke(Acme acme) => new(acme.Documents, acme.Clock);

    private static FindApiKey Find(Acme acme) => new(acme.Documents, acme.Clock);

    private static async Task<DateTimeOffset?> LastUsed(Acme acme) => (await new ListApiKeys(acme.Documents).Run(_admin, Ct)).Value().Single().LastUsed;
}
