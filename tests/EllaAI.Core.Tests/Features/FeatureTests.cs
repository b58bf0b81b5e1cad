using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Assessments;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.SingleSignOn;
using EllaAI.Core.Tests.Webhooks;
using EllaAI.Core.Webhooks;
using Xunit;

namespace EllaAI.Core.Tests.Features;

/// <summary>What a company has of the product, and what is refused where it has it not.</summary>
public sealed class FeatureTests
{
    private static readonly Actor _olu = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_has_an_id_that_can_be_configured_and_words()
    {
        Assert.NotEmpty(Feature.All);
        Assert.Equal(Feature.All.Count, Feature.All.Select(f => f.Id).Distinct().Count());
        Assert.All(Feature.All, f => Assert.Matches("^[a-z]+(-[a-z]+)*$", f.Id));
        Assert.Equal("API keys are not switched on for Acme. Ask whoever runs this site.", Feature.Api.Off("Acme").Detail);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_nobody_chose_is_as_the_installation_says(bool on)
    {
        var acme = await Acme.Open();
        var defaults = new FeatureDefaults(new Dictionary<string, bool> { [Feature.Api.Id] = on });
        var (set, make) = (new SetFeature(acme.Documents, acme.Clock, defaults), new MakeApiKey(acme.Documents, acme.Clock, defaults));
        async Task<string?> Made() => (await make.Run(Acme.As(Role.Admin), "Records", [ApiScopes.ReadResults], 30, Ct)).Ok(out _, out var problem) ? null : problem.Code;

        Assert.Equal(on ? null : "feature-off", await Made());
        (await set.Run(_olu, Acme.Id, Feature.Api.Id, !on, Ct)).Value();
        Assert.Equal(on ? "feature-off" : null, await Made());
        (await set.Run(_olu, Acme.Id, Feature.Api.Id, null, Ct)).Value();
        Assert.Equal(on ? null : "feature-off", await Made());
    }

    [Fact]
    public async Task Who_switched_what_is_in_both_logs_with_before_and_after_and_a_choice_of_none_is_refused()
    {
        var acme = await Acme.Open();
        var set = new SetFeature(acme.Documents, acme.Clock);

        Assert.Equal("feature-unknown", (await set.Run(_olu, Acme.Id, "teleport", true, Ct)).Problem().Code);
        Assert.Equal("not-found", (await set.Run(_olu, new("nowhere"), "api", true, Ct)).Problem().Code);
        foreach (var _ in (int[])[1, 2]) (await set.Run(_olu, Acme.Id, "api", false, Ct)).Value();

        var told = Told<Audited>(acme, "ella.audited").Where(a => a.Action == AuditAction.FeatureChanged);
        Assert.Equal((_olu.Name, "api: default (on)", "api: off"), told.Select(a => (a.Actor, a.Before, a.After)).Single());
        Assert.Equal("api: off", Told<CompanyAdministered>(acme, "ella.company-administered").Single(a => a.Action == AuditAction.FeatureChanged).After);
    }

    [Fact]
    public async Task Keys_open_nothing_while_there_is_no_api_and_work_again_afterwards()
    {
        var acme = await Acme.Open();
        var (admin, find) = (Acme.As(Role.Admin), new FindApiKey(acme.Documents, acme.Clock));
        var made = (await new MakeApiKey(acme.Documents, acme.Clock).Run(admin, "Records", [ApiScopes.ReadResults], 30, Ct)).Value();

        await Switch(acme, Feature.Api, false);
        Assert.Equal("feature-off", (await find.BySecret(made.Secret, Ct))!.Off!.Code);
        Assert.Equal("feature-off", (await find.ById(Acme.Id, made.Key.Id, Ct))!.Off!.Code);
        Assert.Null(await find.BySecret(made.Secret[..^1] + (made.Secret[^1] == '0' ? '1' : '0'), Ct));
        Assert.Single((await new ListApiKeys(acme.Documents).Run(admin, Ct)).Value());

        await Switch(acme, Feature.Api, null);
        Assert.Null((await find.BySecret(made.Secret, Ct))!.Off);
    }

    [Fact]
    public async Task Nothing_is_posted_while_there_are_no_webhooks_not_even_what_waits()
    {
        var acme = await Acme.Open();
        var receivers = new ScriptedReceivers();
        var hooks = new Hooks(acme, receivers, new MarkedSecrets(), new(false, false));
        var hook = (await hooks.Added("https://one.example/")).Webhook.Id;
        await acme.InviteAnn();
        while ((await hooks.Dispatch.Run(Ct)).More) { }

        await Switch(acme, Feature.Webhooks, false);
        await hooks.DeliverAll();
        await acme.InviteAnn();
        await hooks.DeliverAll();
        Assert.Empty(receivers.Calls);
        Assert.Equal("feature-off", (await hooks.Test.Run(hooks.Admin, hook, Ct)).Problem().Code);
        Assert.Equal("feature-off", (await hooks.Add.Run(hooks.Admin, "https://two.example/", "", Hooks.AllEvents, Ct)).Problem().Code);
        Assert.Equal("feature-off", (await hooks.Rotate.Run(hooks.Admin, hook, Ct)).Problem().Code);
        Assert.Equal("feature-off", (await hooks.Change.Run(hooks.Admin, hook, "", Hooks.AllEvents, true, Ct)).Problem().Code);
        Assert.True((await hooks.Shown(hook)).Enabled);

        await Switch(acme, Feature.Webhooks, true);
        await acme.InviteAnn();
        await hooks.DeliverAll();
        Assert.Single(receivers.Calls);
    }

    [Fact]
    public async Task An_endpoint_can_be_ended_and_nothing_else_while_there_are_no_webhooks()
    {
        var acme = await Acme.Open();
        var hooks = new Hooks(acme, new ScriptedReceivers(), new MarkedSecrets(), new(false, false));
        var hook = (await hooks.Added("https://one.example/", Hooks.AllEvents[0])).Webhook.Id;
        await Switch(acme, Feature.Webhooks, false);
        async Task<string?> Change(string description, IReadOnlyList<string> events, bool enabled) =>
            (await hooks.Change.Run(hooks.Admin, hook, description, events, enabled, Ct)).Ok(out _, out var problem) ? null : problem.Code;

        Assert.Equal("feature-off", await Change("", Hooks.AllEvents, false));
        Assert.Equal("feature-off", await Change("Other", [Hooks.AllEvents[0]], false));
        Assert.Null(await Change("", [Hooks.AllEvents[0]], false));
        Assert.False((await hooks.Shown(hook)).Enabled);
        Assert.Equal("feature-off", await Change("", [Hooks.AllEvents[0]], true));
        (await hooks.Remove.Run(hooks.Admin, hook, Ct)).Value();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_provider_opened_counts_no_more_while_single_sign_on_is_off_and_a_password_does(bool only)
    {
        var acme = await Acme.Open();
        var company = (await acme.Documents.Get<Company>(Company.Key(acme.System), Ct))!;
        await acme.Documents.Commit([Change.Update(company, company.Value with { SignIn = new(ProviderOnly: only) })], [], Ct);
        var staff = new Members.Staff(acme);
        var mia = await staff.Add("Mia Berg", Role.Recruiter);
        var (provided, password) = (await staff.Sessions.Begin(mia.Id, "", Opening.ByProvider(Acme.Id), "", "", Ct), await staff.Sessions.Begin(mia.Id, "", "", "", Ct));
        async Task<SignInBarrier?> Bars(Session session) => (await staff.Sessions.Read(session.Id, null, Ct))!.Barred?.Why;
        Assert.Null(await Bars(provided));

        await Switch(acme, Feature.SingleSignOn, false);
        Assert.Equal((SignInBarrier.Replaced, null), (await Bars(provided), await Bars(password)));

        await Switch(acme, Feature.SingleSignOn, null);
        Assert.Equal((null, only ? SignInBarrier.Provider : (SignInBarrier?)null), (await Bars(provided), await Bars(password)));
    }

    [Fact]
    public async Task Single_sign_on_that_is_off_locks_nobody_out_and_is_as_it_was_afterwards()
    {
        var acme = await Acme.Open();
        var (owner, secrets) = (Acme.As(Role.Owner), new PlainSecrets());
        var revision = Guid.NewGuid();
        var provider = new Provider("https://id.example", "ella", secrets.Seal(Acme.Id, "s"), Role.Viewer, revision) { Tried = revision, Domains = [new("acme.example", "t", acme.Clock.GetUtcNow())] };
        var company = (await acme.Documents.Get<Company>(Company.Key(acme.System), Ct))!;
        await acme.Documents.Commit(
            [Change.Update(company, company.Value with { SignIn = new(ProviderOnly: true) }), Change.Create(acme.System.Key(Provider.Collection, "provider"), provider)], [], Ct);
        var staff = new Members.Staff(acme);
        var session = await staff.Sessions.Begin((await staff.Add("Mia Berg", Role.Recruiter)).Id, "", "", "", Ct);
        var (find, enter) = (new FindProvider(acme.Documents, secrets), new EnterByProvider(acme.Documents, new(acme.Documents), acme.Clock));
        Assert.Equal(SignInBarrier.Provider, (await staff.Sessions.Read(session.Id, Acme.Id, Ct))!.Barred!.Why);

        await Switch(acme, Feature.SingleSignOn, false);
        Assert.Equal("Acme", (await staff.Sessions.Read(session.Id, Acme.Id, Ct))!.Place!.Name);
        Assert.Equal("sign-on-off", (await find.Of(Acme.Id, Ct)).Problem().Code);
        Assert.Equal("sign-on-off", (await enter.Check(Acme.Id, provider.Revision, new("https://id.example", "x", "mia@acme.example", true, null), Ct)).Problem().Code);
        Assert.Equal("feature-off", (await new SaveProvider(acme.Documents, secrets, new(false, false), acme.Clock).Run(owner, new("https://other.example", "x", "y", Role.Viewer), Ct)).Problem().Code);
        Assert.Equal("feature-off", (await new ChangeDomains(acme.Documents, new ScriptedRecords(), acme.Clock).Add(owner, "more.example", Ct)).Problem().Code);
        Assert.True((await new SetSignInRules(acme.Documents, acme.Clock).Run(owner, new(Hours: 8, ProviderOnly: true), Ct)).Value().ProviderOnly);
        (await new SetSignInRules(acme.Documents, acme.Clock).Run(owner, new(Hours: 8), Ct)).Value();
        Assert.Equal("feature-off", (await new SetSignInRules(acme.Documents, acme.Clock).Run(owner, new(ProviderOnly: true), Ct)).Problem().Code);

        await Switch(acme, Feature.SingleSignOn, null);
        Assert.Equal("ella", (await find.Of(Acme.Id, Ct)).Value().Provider.ClientId);
    }

    [Fact]
    public async Task What_is_private_stays_so_and_nothing_else_becomes_it()
    {
        var acme = await Acme.Open();
        var author = Acme.As(Role.Recruiter);
        Assessment New() => new(new(Guid.NewGuid()), "Mine", 60, [acme.Sum.Id], ["python"], AssessmentStatus.Draft, null, default) { Access = AssessmentAccess.Private };
        var (mine, share) = ((await acme.SaveAssessment.Run(author, New(), 0, Ct)).Value(), new ShareAssessment(acme.Documents, acme.Cache, acme.Clock));

        await Switch(acme, Feature.PrivateAssessments, false);
        Assert.Equal("feature-off", (await acme.SaveAssessment.Run(author, New(), 0, Ct)).Problem().Code);
        Assert.Equal("not-found", (await new ReadAssessments(acme.Documents, acme.Cache).One(acme.Recruiter, mine.Value.Id, Ct)).Problem().Code);
        (await acme.SaveAssessment.Run(author, mine.Value with { Title = "Still mine" }, mine.Version, Ct)).Value();
        AccountId[] team = [new(Guid.NewGuid()), new(Guid.NewGuid())];
        async Task Share(AssessmentAccess access, params AccountId[] members) => (await share.Run(author, mine.Value.Id, access, members, Ct)).Value();
        await Share(AssessmentAccess.Team, team);
        await Share(AssessmentAccess.Team, team[0]);
        await Share(AssessmentAccess.Private);
        await Share(AssessmentAccess.Company);
        Assert.Equal("feature-off", (await share.Run(author, mine.Value.Id, AssessmentAccess.Team, team, Ct)).Problem().Code);
        Assert.Equal("feature-off", (await share.Run(author, mine.Value.Id, AssessmentAccess.Private, [], Ct)).Problem().Code);
    }

    [Fact]
    public async Task A_look_is_kept_and_not_shown_while_there_is_none()
    {
        var acme = await Acme.Open();
        var look = new SetCompanyLook(acme.Documents, acme.Clock);
        (await look.Colours(Acme.As(Role.Admin), "#0f766e", "", Ct)).Value();

        var off = await Switch(acme, Feature.OwnLook, false);
        Assert.Equal(("", "#0f766e"), (off.LookShown(null).Colour, off.Look.Colour));
        Assert.Equal("feature-off", (await look.Colours(Acme.As(Role.Admin), "#000000", "", Ct)).Problem().Code);
        Assert.Equal("feature-off", (await look.Logo(Acme.As(Role.Admin), Pictures.Png(), Ct)).Problem().Code);

        Assert.Equal("#0f766e", (await Switch(acme, Feature.OwnLook, null)).LookShown(null).Colour);
    }

    [Fact]
    public async Task Whoever_sees_an_old_state_is_told_and_changes_nothing()
    {
        var acme = await Acme.Open();
        var shown = await Switch(acme, Feature.Webhooks, null);
        await Switch(acme, Feature.Webhooks, false);

        var late = await new SetFeature(acme.Documents, acme.Clock).Run(_olu, Acme.Id, Feature.Webhooks.Id, true, Ct, shown);

        Assert.Equal("feature-changed", late.Code());
        Assert.Equal([Feature.Webhooks], await new ReadFeature(acme.Documents).Missing(Acme.As(Role.Owner), Ct));
    }

    private static async Task<Company> Switch(Acme acme, Feature feature, bool? on) => (await new SetFeature(acme.Documents, acme.Clock).Run(_olu, Acme.Id, feature.Id, on, Ct)).Value();

    private static IEnumerable<T> Told<T>(Acme acme, string name) =>
        acme.Data.Events.Where(e => e.Name() == name).Select(e => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(e.Data), DocumentJson.Options)!);
}
