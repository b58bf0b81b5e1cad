using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Operations;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using EllaAI.Core.Tests.Privacy;
using Xunit;

namespace EllaAI.Core.Tests.Audit;

/// <summary>Sign-ins, and what people change of how they do, in the logs of their companies.</summary>
public sealed class OwnAccountTests
{
    private static readonly Opening _byPassword = Opening.ByPassword with { Way = SignInWay.Password };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_in_is_once_in_the_log_of_each_company_of_the_person_and_names_no_other()
    {
        var (acme, staff, mia) = await Mia("globex", "platform");
        await staff.Sessions.Begin(mia.Id, "", _byPassword, "Firefox", "192.0.2.7", Ct);
        await staff.Sessions.Begin(mia.Id, "", Opening.InTwoSteps, "Firefox", "192.0.2.7", Ct);
        var logs = new Logs(acme);

        foreach (var company in (string[])["acme", "globex", "platform"])
        {
            var line = Assert.Single(await logs.Of(company));
            Assert.Equal((AuditAction.SignedIn, "by password", "Mia Berg", "192.0.2.7"), (line.Entry.Action, line.Entry.After, line.Who, line.From?.Address));
            foreach (var text in ((string[])["acme", "globex", "192.0.2.7", "Firefox", "Mia", "mia@"]).Where(text => text != company))
                Assert.DoesNotContain(acme.Data.Documents, d => d.Key.Company == company && d.Key.Collection == AuditEntry.Collection && d.Value.Body.Contains(text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_company_hears_nothing_before_one_is_a_member_or_while_one_is_disabled_or_after_one_has_left()
    {
        var (acme, staff, mia) = await Mia();
        var logs = new Logs(acme);
        Assert.Empty((await logs.Of("globex")).Concat(await logs.Of("acme")));
        await staff.Add("Olga Ray", Role.Owner);
        (await staff.Change.Disable(Acme.As(Role.Owner), mia.Id, Ct)).Value();
        await staff.Sessions.Begin(mia.Id, "", _byPassword, "", "", Ct);

        Assert.DoesNotContain(await logs.Of("acme"), l => l.Entry.Action == AuditAction.SignedIn);
        Assert.Empty(await logs.Of("globex"));
    }

    [Fact]
    public async Task What_a_companys_provider_opened_is_in_its_log_alone()
    {
        var (acme, staff, mia) = await Mia("globex");
        var session = await staff.Sessions.Begin(mia.Id, "", Opening.ByProvider(Acme.Id) with { Way = SignInWay.Provider }, "", "", Ct);
        (await new OwnSessions(acme.Documents, staff.Sessions, acme.Clock).End(Staff.As(mia, Role.Recruiter), session.Id, null, Ct)).Value();
        var logs = new Logs(acme);

        Assert.Equal([AuditAction.SessionEnded, AuditAction.SignedIn], (await logs.Of("acme")).Select(l => l.Entry.Action));
        Assert.Empty(await logs.Of("globex"));
    }

    [Fact]
    public async Task What_is_told_late_does_not_reach_a_company_that_was_joined_since()
    {
        var (acme, staff, mia) = await Mia();
        await staff.Sessions.Begin(mia.Id, "", _byPassword, "", "", Ct);
        acme.Clock.Advance(TimeSpan.FromSeconds(1));
        await Join(acme, mia, "globex");
        var logs = new Logs(acme);

        Assert.Single(await logs.Of("acme"));
        Assert.Empty(await logs.Of("globex"));
    }

    [Fact]
    public async Task What_a_companys_provider_does_before_one_joins_waits_for_that()
    {
        var (acme, _, mia) = await Mia();
        var told = AccountAudited.Of(mia.Id, AuditAction.PasswordReset, acme.Clock.GetUtcNow(), null) with { Only = new("globex") };
        Assert.True(await acme.Documents.Commit([], [told], Ct));
        var logs = new Logs(acme);
        await Assert.ThrowsAsync<DeliveryPostponedException>(() => logs.Of("globex"));

        await Join(acme, mia, "globex");

        Assert.Equal(AuditAction.PasswordReset, Assert.Single(await logs.Of("globex")).Entry.Action);
        Assert.Empty(await logs.Of("acme"));
    }

    [Fact]
    public async Task All_other_sessions_are_ended_in_one_entry_and_none_when_there_are_none()
    {
        var (acme, staff, mia) = await Mia();
        var own = await staff.Sessions.Begin(mia.Id, "", "", "", Ct);
        foreach (var _ in (int[])[1, 2, 3]) await staff.Sessions.Begin(mia.Id, "", "", "", Ct);
        var sessions = new OwnSessions(acme.Documents, staff.Sessions, acme.Clock);

        foreach (var ended in (int[])[3, 0]) Assert.Equal(ended, (await sessions.EndOthers(Staff.As(mia, Role.Recruiter), own.Id, null, Ct)).Value());

        Assert.Equal("all others", Assert.Single(await new Logs(acme).Of("acme")).Entry.After);
    }

    [Fact]
    public async Task Guessing_is_told_when_waiting_begins_and_when_it_is_longest_and_never_each_try()
    {
        var (acme, _, mia) = await Mia();
        var delay = new NoteDelay(acme.Documents, acme.Clock);
        for (var tries = 1; tries <= 200; tries++) await delay.Run(mia.Id, tries, "passwords", "198.51.100.9", "curl");

        var lines = await new Logs(acme).Of("acme");

        Assert.Equal(["after 10 wrong passwords in a row", "after 5 wrong passwords in a row"], lines.Select(l => l.Entry.After));
        Assert.All(lines, l => Assert.Equal((AuditAction.SignInDelayed, Actor.Visitor, "Mia Berg", "198.51.100.9"), (l.Entry.Action, l.Entry.Actor, l.Whom, l.From?.Address)));
    }

    [Fact]
    public async Task Guessing_at_an_address_that_nobody_has_does_the_same_and_leaves_nothing_after_a_day()
    {
        var (acme, _, mia) = await Mia();
        var (delay, before) = (new NoteDelay(acme.Documents, acme.Clock), acme.Data.Documents.Count);
        await delay.Run(mia.Id, 5, "passwords", "198.51.100.8", "curl");
        var known = acme.Data.Documents.Count - before;
        await delay.Run(null, 5, "passwords", "198.51.100.9", "curl");

        Assert.Equal(2 * known, acme.Data.Documents.Count - before);
        Assert.Equal(2, acme.Data.Events.Count(e => e.Name() == "ella.account-audited"));
        Assert.DoesNotContain(await new Logs(acme).Of("acme"), l => l.From?.Address == "198.51.100.9");
        Assert.Equal(0, await new ForgetOrigins(acme.Documents, acme.Clock).Run(Ct));
        acme.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await new ForgetOrigins(acme.Documents, acme.Clock).Run(Ct));
        Assert.Contains(acme.Data.Documents.Values, d => d.Body.Contains("198.51.100.8", StringComparison.Ordinal));
        Assert.DoesNotContain(acme.Data.Documents.Values, d => d.Body.Contains("198.51.100.9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_whoever_is_erased_the_entries_stay_and_lead_to_nobody()
    {
        var (acme, staff, mia) = await Mia();
        var people = new People(acme);
        await staff.Add("Olga Ray", Role.Owner);
        await staff.Sessions.Begin(mia.Id, "", _byPassword, "Firefox", "192.0.2.7", Ct);
        await new NoteDelay(acme.Documents, acme.Clock).Run(mia.Id, 5, "passwords", "198.51.100.9", "curl");
        var logs = new Logs(acme);
        Assert.Equal(2, (await logs.Of("acme")).Count);

        var asked = (await people.Ask.Self(mia, Ct)).Value();
        Assert.Equal(ErasureState.Done, (await people.Run.Run(Actor.System(CompanyId.Platform), asked.Id, Ct)).Value().State);

        var after = (await logs.Of("acme")).Where(l => l.Entry.Action is AuditAction.SignedIn or AuditAction.SignInDelayed).ToArray();
        Assert.Equal([("Somebody not signed in", "Erased person"), ("Erased person", "")], after.Select(l => (l.Who, l.Whom)));
        Assert.All(after, l => Assert.Null(l.From));
        Assert.Empty(People.Left(acme.Data, "mia@example.com", "Mia Berg", "192.0.2.7", "198.51.100.9"));
    }

    [Fact]
    public async Task However_many_companies_one_is_in_the_work_is_bounded()
    {
        var (acme, staff, mia) = await Mia([.. Enumerable.Range(0, 120).Select(i => $"company-{i}")]);
        await staff.Sessions.Begin(mia.Id, "", _byPassword, "", "", Ct);

        await new Logs(acme).Of("acme");

        Assert.Equal(100, acme.Data.Documents.Keys.Count(k => k.Collection == AuditEntry.Collection));
    }

    private static async Task<(Acme, Staff, Account)> Mia(params string[] alsoIn)
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        var mia = await staff.Add("Mia Berg", Role.Recruiter);
        foreach (var company in alsoIn) await Join(acme, mia, company);
        return (acme, staff, mia);
    }

    private static async Task Join(Acme acme, Account account, string company)
    {
        var member = Member.Of(account, company == "platform" ? Role.PlatformAdmin : Role.Owner, acme.Clock.GetUtcNow());
        Assert.True(await acme.Documents.Commit([Change.Create(Member.Key(Actor.System(new(company)), account.Id), member)], [], Ct));
    }
}
