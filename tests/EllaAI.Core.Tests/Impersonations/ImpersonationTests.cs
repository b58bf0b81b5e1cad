using System.IO.Compression;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using EllaAI.Core.Tests.Privacy;
using Xunit;

namespace EllaAI.Core.Tests.Impersonations;

/// <summary>An admin of the platform acts as a member: when it may begin, how it ends, and what is known of it.</summary>
public sealed class ImpersonationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_acts_as_the_member_with_their_role_in_the_one_company()
    {
        var acting = await Acting.Open();
        await new FoundMember(acting.Acme.Documents, acting.Acme.Clock).Run(acting.Rita, new(new("globex"), Role.Owner), Ct);
        var begun = await acting.Begun();

        foreach (var wanted in (CompanyId?[])[null, Acme.Id, new("globex"), CompanyId.Platform])
        {
            var now = (await acting.Staff.Sessions.Read(begun.Session, wanted, Ct))!;
            Assert.Equal((acting.Olu.Id, acting.Rita.Id, Acme.Id, Role.Recruiter), (now.Account.Id, now.Acting!.As.Id, now.Place!.Membership.Company, now.Place.Membership.Role));
        }

        Assert.Equal(CompanyId.Platform, (await acting.Staff.Sessions.Read(acting.Own.Id, null, Ct))!.Place!.Membership.Company);
    }

    [Theory]
    [InlineData("too short")]
    [InlineData("")]
    [InlineData("           short        ")]
    [InlineData("turned \u202E around for good")]
    [InlineData(null)]
    public async Task It_wants_a_reason(string? reason)
    {
        var acting = await Acting.Open();

        Assert.Equal("invalid-reason", (await acting.Ask(acting.Rita, reason ?? new string('x', Impersonation.MaxReason + 1))).Problem().Code);
        Assert.Empty(await acting.Mails());
        Assert.Equal("Two lines are one", (await acting.Ask(acting.Rita, " Two lines\r\nare one\n")).Value().Reason);
    }

    [Fact]
    public async Task Nobody_acts_as_somebody_who_could_not_act_themselves_nor_as_an_admin_of_the_platform()
    {
        var acting = await Acting.Open();
        var (owner, documents) = (Acme.As(Role.Owner), acting.Acme.Documents);
        var stranger = await acting.Staff.Account("Sue Ott");
        await new FoundMember(documents, acting.Acme.Clock).Run(acting.Olu, new(Acme.Id, Role.Viewer), Ct);
        var gone = await acting.Staff.Add("Gus Fox", Role.Viewer);
        (await acting.Staff.Change.Disable(owner, gone.Id, Ct)).Value();

        Assert.Equal("impersonation-no-member", (await acting.Ask(stranger)).Problem().Code);
        Assert.Equal("impersonation-no-member", (await acting.Ask(gone)).Problem().Code);
        Assert.Equal("impersonation-platform-admin", (await acting.Ask(acting.Olu)).Problem().Code);
        Assert.Equal("not-found", (await acting.Ask(acting.Rita, company: "nowhere")).Problem().Code);
        Assert.Equal("forbidden", (await acting.Ask(acting.Olu, company: "platform")).Problem().Code);
        (await new ChangeCompany(documents, acting.Acme.Clock).Suspend(acting.Platform, Acme.Id, "Bills are open.", Ct)).Value();
        Assert.Equal("impersonation-suspended", (await acting.Ask(acting.Rita)).Problem().Code);
        Assert.Empty(await acting.Mails());
    }

    [Fact]
    public async Task Only_an_admin_of_the_platform_begins_it_in_their_own_session()
    {
        var acting = await Acting.Open();
        var begun = await acting.Begun();
        foreach (var actor in (Actor[])[Acme.As(Role.Owner), Acme.As(Role.PlatformAdmin), Actor.System(CompanyId.Platform)])
            Assert.Equal("forbidden", (await acting.Begin.Run(actor, Acme.Id, acting.Rita.Id, Acting.Why, acting.Own.Id, Acme.Site, Ct)).Problem().Code);

        // Neither in somebody else's session, nor in one in which they act already.
        var other = await acting.Staff.Sessions.Begin(acting.Ines.Id, "", "", "", Ct);
        foreach (var own in (SessionId[])[other.Id, begun.Session, new(Guid.NewGuid())])
            Assert.Equal("impersonation-session", (await acting.Begin.Run(acting.Platform, Acme.Id, acting.Rita.Id, Acting.Why, own, Acme.Site, Ct)).Problem().Code);
        Assert.Equal(Withheld.Code, (await acting.Begin.Run(Acting.As(begun, Role.Owner), Acme.Id, acting.Ines.Id, Acting.Why, acting.Own.Id, Acme.Site, Ct)).Problem().Code);
    }

    [Theory]
    [InlineData(SessionProof.Password, false)]
    [InlineData(SessionProof.TwoSteps, true)]
    public async Task Where_the_company_asks_for_more_than_a_password_whoever_acts_has_shown_more(SessionProof proof, bool may)
    {
        foreach (var rules in (SignInRules[])[new(SecondStep: true), new(ProviderOnly: true)])
        {
            var acting = await Acting.Open(proof);
            var before = await acting.Begun(acting.Ines);
            var company = (await acting.Acme.Documents.Get<Company>(Company.Key(acting.Acme.System), Ct))!;
            await acting.Acme.Documents.Commit([Change.Update(company, company.Value with { SignIn = rules })], [], Ct);

            Assert.Equal(may, await acting.Read(before) is not null);
            Assert.Equal(may, (await acting.Ask(acting.Rita)).Ok(out _, out var problem));
            Assert.Equal(may ? null : "impersonation-second-step", problem?.Code);
        }
    }

    [Theory]
    [InlineData("time", ImpersonationEnd.TimeUp)]
    [InlineData("own session", ImpersonationEnd.SessionOver)]
    [InlineData("own password", ImpersonationEnd.SessionOver)]
    [InlineData("its session", ImpersonationEnd.SessionOver)]
    [InlineData("role", ImpersonationEnd.RoleLost)]
    [InlineData("member disabled", ImpersonationEnd.MemberGone)]
    [InlineData("member removed", ImpersonationEnd.MemberGone)]
    [InlineData("member became an admin", ImpersonationEnd.MemberGone)]
    [InlineData("company suspended", ImpersonationEnd.CompanyClosed)]
    [InlineData("by themselves", ImpersonationEnd.Ended)]
    [InlineData("by themselves, on the platform", ImpersonationEnd.ByPlatform)]
    [InlineData("by an owner", ImpersonationEnd.ByOwner)]
    [InlineData("by another admin", ImpersonationEnd.ByPlatform)]
    public async Task It_is_over_at_the_next_read_and_its_end_is_in_both_logs_once(string what, ImpersonationEnd why)
    {
        var acting = await Acting.Open();
        var (staff, documents, owner) = (acting.Staff, acting.Acme.Documents, Staff.As(acting.Ines, Role.Owner));
        var second = await staff.Add("Pia Holm", Role.PlatformAdmin, "platform");
        var platform = Actor.Member(second.Id, new(CompanyId.Platform, Role.PlatformAdmin));
        var begun = await acting.Begun();
        Assert.NotNull(await acting.Read(begun));
        acting.Acme.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await acting.Read(begun));

        if (what == "time") acting.Acme.Clock.Advance(TimeSpan.FromMinutes(1));
        else if (what == "own session") await staff.Sessions.End(acting.Own.Id, Ct);
        else if (what == "own password") (await new ChangeAccount(documents).Run(acting.Olu.Id, a => a.WithPassword("x"), null, Ct)).Value();
        else if (what == "its session") (await new OwnSessions(documents, staff.Sessions, acting.Acme.Clock).EndOthers(acting.Platform, acting.Own.Id, null, Ct)).Value();
        else if (what == "role") (await staff.Change.Disable(platform, acting.Olu.Id, Ct)).Value();
        else if (what == "member disabled") (await staff.Change.Disable(owner, acting.Rita.Id, Ct)).Value();
        else if (what == "member removed") (await staff.Remove.Run(owner, acting.Rita.Id, Ct)).Value();
        else if (what == "member became an admin") (await new FoundMember(documents, acting.Acme.Clock).Run(acting.Rita, new(CompanyId.Platform, Role.PlatformAdmin), Ct)).Value();
        else if (what == "company suspended") (await new ChangeCompany(documents, acting.Acme.Clock).Suspend(acting.Platform, Acme.Id, "Bills.", Ct)).Value();
        else if (what == "by themselves") (await acting.End.Own(Acting.As(begun, Role.Recruiter), Ct)).Value();
        else if (what == "by themselves, on the platform") (await acting.End.OnPlatform(acting.Platform, Acme.Id, begun.Id, Ct)).Value();
        else if (what == "by an owner") (await acting.End.Run(owner, begun.Id, Ct)).Value();
        else (await acting.End.OnPlatform(platform, Acme.Id, begun.Id, Ct)).Value();

        Assert.Null(await acting.Read(begun));
        await Task.WhenAll(acting.Close.In(Acme.Id, Ct), acting.Close.Everywhere(Ct));
        Assert.Equal(0, await acting.Close.Everywhere(Ct));
        Assert.Equal((ImpersonationState.Ended, why), ((await acting.Find(begun)).State, (await acting.Find(begun)).End));
        var (company, overall) = await acting.Logs();
        var both = "Olu Ade for Rita Moreno";
        foreach (var log in new[] { company, overall })
        {
            var ended = Assert.Single(log, l => l.Entry.Action == AuditAction.ImpersonationEnded);
            Assert.Equal(begun.Id.Value.ToString("N"), ended.Entry.During);
            // Who ended it is never shown as somebody who acted, unless it was they.
            Assert.Equal(
                what switch { "by an owner" => ("Ines Berg", both), "by another admin" => ("Pia Holm", both), _ when what.StartsWith("by themselves", StringComparison.Ordinal) => (both, ""), _ => ("EllaAI", both) },
                (ended.Who, ended.Acted));
        }
    }

    [Fact]
    public async Task Who_begins_another_one_has_ended_theirs_in_whichever_company()
    {
        var acting = await Acting.Open();
        var globex = new CompanyId("globex");
        await acting.Acme.Documents.Commit([Change.Create(Company.Key(Actor.System(globex)), new Company(globex, "Globex"))], [], Ct);
        await new FoundMember(acting.Acme.Documents, acting.Acme.Clock).Run(acting.Rita, new(globex, Role.Viewer), Ct);

        var (first, second) = (await acting.Begun(), await acting.Begun());
        Assert.Null(await acting.Read(first));
        Assert.NotNull(await acting.Read(second));
        var third = (await acting.Ask(acting.Rita, company: "globex")).Value();

        Assert.Null(await acting.Read(second));
        Assert.Equal(globex, (await acting.Read(third))!.Place!.Membership.Company);
        foreach (var old in new[] { first, second }) Assert.Equal((ImpersonationState.Ended, ImpersonationEnd.Ended), ((await acting.Find(old)).State, (await acting.Find(old)).End));
        var (company, platform) = await acting.Logs();
        foreach (var log in new[] { company, platform })
            Assert.Equal(["Olu Ade for Rita Moreno", "Olu Ade for Rita Moreno"], log.Where(l => l.Entry.Action == AuditAction.ImpersonationEnded).Select(l => l.Who));
    }

    [Fact]
    public async Task An_older_one_counts_no_more_also_before_its_end_is_noted()
    {
        var acting = await Acting.Open();
        var begun = await acting.Begun();
        (await new ChangeAccount(acting.Acme.Documents).Run(acting.Olu.Id, a => a with { Acts = new ImpersonationId(Guid.NewGuid()) }, null, Ct)).Value();

        Assert.Null(await acting.Read(begun));
        Assert.Equal(1, await acting.Close.In(Acme.Id, Ct));
        Assert.Equal(ImpersonationEnd.Ended, (await acting.Find(begun)).End);
    }

    [Fact]
    public async Task Begun_several_times_at_once_one_is_left()
    {
        var acting = await Acting.Open();

        var begun = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => acting.Ask(i % 2 == 0 ? acting.Rita : acting.Ines), Ct)));

        var left = Assert.Single((await acting.List.Run(Acme.As(Role.Owner), Ct)).Value(), l => l.End is null);
        var counts = new List<Impersonation>();
        foreach (var one in begun)
            if (one.Ok(out var acts, out _) && await acting.Read(acts) is not null) counts.Add(acts);
        Assert.Equal(left.Id, Assert.Single(counts).Id);
    }

    [Fact]
    public async Task What_is_done_meanwhile_is_logged_with_both_persons_and_the_reason_and_the_chain_holds()
    {
        var acting = await Acting.Open();
        await acting.Logs();
        var begun = await acting.Begun();
        var rita = Acting.As(begun, Role.Recruiter);
        (await acting.Acme.SaveQuestion.Run(rita, acting.Acme.Sum with { Title = "Sum of two" }, 1, Ct)).Value();
        var draft = new Assessment(new(Guid.NewGuid()), "Mine", 60, [acting.Acme.Sum.Id], ["python"], AssessmentStatus.Draft, null, default) { Access = AssessmentAccess.Private };
        Assert.Equal(acting.Rita.Id, (await acting.Acme.SaveAssessment.Run(rita, draft, 0, Ct)).Value().Value.Author);

        var (company, platform) = await acting.Logs();

        var (began, saved) = (company.Single(l => l.Entry.Action == AuditAction.ImpersonationBegan), company.First(l => l.Entry.Action == AuditAction.QuestionSaved));
        Assert.Equal(("Olu Ade for Rita Moreno", Acting.Why), (began.Who, began.Entry.After));
        Assert.Equal(("Olu Ade for Rita Moreno", Acting.Why, began.Entry.During), (saved.Who, saved.Reason, saved.Entry.During));
        // Where the platform's admins sit is no company's business.
        Assert.All(company, l => Assert.Empty(l.Entry.From));
        Assert.Equal("Olu Ade for Rita Moreno", Assert.Single(platform).Who);
        Assert.Null((await new VerifyAudit(acting.Acme.Documents).Run(acting.Acme.System, Ct)).Value().Broken);
        Assert.NotEqual(saved.Entry.Hash, (saved.Entry with { For = acting.Ines.Id.Value.ToString("N") }).Sum());
        Assert.NotEqual(saved.Entry.Hash, (saved.Entry with { During = "" }).Sum());
        (await acting.End.Run(Staff.As(acting.Ines, Role.Owner), begun.Id, Ct)).Value();
        var ended = (await acting.Logs()).Company[0].Entry;
        Assert.Equal(("", begun.Id.Value.ToString("N"), ended.Hash), (ended.For, ended.During, ended.Sum()));
        Assert.NotEqual(ended.Hash, (ended with { During = "" }).Sum());
        Assert.DoesNotContain("Olu Ade", string.Concat(acting.Acme.Data.Documents.Where(d => d.Key.Collection == AuditEntry.Collection).Select(d => d.Value.Body)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_owner_is_told_by_mail_who_as_whom_and_why()
    {
        var acting = await Acting.Open();
        await acting.Staff.Add("Zoe Lund", Role.Owner);

        await acting.Begun();

        var mails = await acting.Mails();
        Assert.Equal(["ines@example.com", "zoe@example.com"], mails.Select(m => m.ToAddress).Order());
        Assert.All(mails, m =>
        {
            foreach (var told in (string[])["Olu Ade", "Rita Moreno", "Acme", Acting.Why, "/settings/company"]) Assert.Contains(told, m.Text, StringComparison.Ordinal);
            Assert.Equal(Permission.ManageOwners, m.Personal);
        });
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Recruiter)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Owner)]
    public async Task It_never_has_what_is_withheld_and_has_all_else_of_the_role(Role role)
    {
        var begun = await (await Acting.Open()).Begun();
        var actor = Acting.As(begun, role);

        foreach (var permission in Enum.GetValues<Permission>())
        {
            Assert.Equal(PermissionTable.ByRole[role].Contains(permission) && !Withheld.All.ContainsKey(permission), actor.May(permission));
            if (Withheld.All.TryGetValue(permission, out var problem)) Assert.Same(problem, actor.Refusal(permission));
        }

        Assert.Equal(Withheld.All.Count, Withheld.All.Values.Select(p => p.Detail).Distinct().Count());
        Assert.False(Actor.Impersonator(begun.By, new(begun.Id, begun.As), new(CompanyId.Platform, Role.PlatformAdmin)).OperatesPlatform);
    }

    [Fact]
    public async Task It_neither_leaves_the_company_nor_touches_sessions_of_the_member()
    {
        var acting = await Acting.Open();
        var actor = Acting.As(await acting.Begun(acting.Ines), Role.Owner);
        var sessions = new OwnSessions(acting.Acme.Documents, acting.Staff.Sessions, acting.Acme.Clock);
        var theirs = await acting.Staff.Sessions.Begin(acting.Ines.Id, "", "", "", Ct);

        Assert.Equal(Withheld.Code, (await acting.Staff.Remove.Run(actor, acting.Ines.Id, Ct)).Problem().Code);
        Assert.Equal(Withheld.Code, (await acting.Staff.Remove.Run(actor, acting.Rita.Id, Ct)).Problem().Code);
        Assert.Equal(Withheld.Code, (await acting.Staff.Transfer.Run(actor, acting.Rita.Id, Ct)).Problem().Code);
        Assert.Equal(Withheld.Code, (await sessions.List(actor, null, Ct)).Problem().Code);
        Assert.Equal(Withheld.Code, (await sessions.End(actor, theirs.Id, null, Ct)).Problem().Code);
        Assert.Equal(Withheld.Code, (await sessions.EndOthers(actor, acting.Own.Id, null, Ct)).Problem().Code);
        Assert.Equal(Withheld.Code, (await acting.End.Run(actor, new(Guid.NewGuid()), Ct)).Problem().Code);
    }

    [Fact]
    public async Task Owners_and_the_platform_see_what_runs_and_what_ended()
    {
        var acting = await Acting.Open();
        var first = await acting.Begun();
        (await acting.End.Own(Acting.As(first, Role.Recruiter), Ct)).Value();
        acting.Acme.Clock.Advance(TimeSpan.FromMinutes(1));
        await acting.Begun(acting.Ines);

        foreach (var lines in new[] { (await acting.List.Run(Acme.As(Role.Owner), Ct)).Value(), (await acting.List.OnPlatform(acting.Platform, Acme.Id, Ct)).Value() })
            Assert.Equal([("Olu Ade", "Ines Berg", null), ("Olu Ade", "Rita Moreno", ImpersonationEnd.Ended)], lines.Select(l => (l.By, l.As, l.End)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_whoever_is_erased_nothing_is_left_in_it(bool member)
    {
        var acting = await Acting.Open();
        await acting.Staff.Add("Pia Holm", Role.PlatformAdmin, "platform");
        var begun = await acting.Begun();
        var (people, who) = (new People(acting.Acme), member ? acting.Rita : acting.Olu);

        var asked = (await people.Ask.Self(who, Ct)).Value();
        (await people.Run.Run(Actor.System(CompanyId.Platform), asked.Id, Ct)).Value();

        Assert.Empty(People.Left(acting.Acme.Data, who.Email, who.Name));
        Assert.DoesNotContain(acting.Acme.Data.Documents.Keys, k => k.Collection == Impersonation.Collection);
        var (company, platform) = await acting.Logs();
        foreach (var log in new[] { company, platform })
            Assert.Equal(begun.Id.Value.ToString("N"), Assert.Single(log, l => l.Entry.Action == AuditAction.ImpersonationEnded).Entry.During);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_owners_mail_that_is_not_sent_yet_still_tells_what_happened_without_them(bool sent)
    {
        var acting = await Acting.Open();
        await acting.Begun();
        var mail = Assert.Single(await acting.Mails());
        if (sent)
        {
            var found = (await acting.Acme.Documents.Get<Mail>(acting.Acme.System.Key(Mail.Collection, mail.Id), Ct))!;
            await acting.Acme.Documents.Commit([Change.Update(found, mail.Send(acting.Acme.Clock.GetUtcNow()))], [], Ct);
        }

        var people = new People(acting.Acme);
        var asked = (await people.Ask.Self(acting.Rita, Ct)).Value();
        (await people.Run.Run(Actor.System(CompanyId.Platform), asked.Id, Ct)).Value();

        var left = await acting.Mails();
        Assert.Equal(sent ? 0 : 1, left.Count);
        Assert.All(left, m =>
        {
            Assert.Equal(("ines@example.com", mail.Subject, MailState.Waiting), (m.ToAddress, m.Subject, m.State));
            foreach (var kept in (string[])["Hello Ines Berg", "acted as a member", "/settings/company"]) Assert.Contains(kept, m.Text, StringComparison.Ordinal);
            foreach (var gone in (string[])["Rita Moreno", "Olu Ade", Acting.Why]) Assert.DoesNotContain(gone, m.Text, StringComparison.Ordinal);
            Assert.Empty(m.Named);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_has_their_own_data_written_out_gets_neither_owners_addresses_nor_the_admins_sessions(bool sent)
    {
        var acting = await Acting.Open();
        var begun = await acting.Begun();
        var mail = Assert.Single(await acting.Mails());
        if (sent)
        {
            var found = (await acting.Acme.Documents.Get<Mail>(acting.Acme.System.Key(Mail.Collection, mail.Id), Ct))!;
            await acting.Acme.Documents.Commit([Change.Update(found, mail.Send(acting.Acme.Clock.GetUtcNow()))], [], Ct);
        }

        var people = new People(acting.Acme);
        var export = (await people.AskExport.Self(acting.Rita, Ct)).Value();
        var ready = (await people.Export.Run(Actor.System(CompanyId.Platform), export.Id, Ct)).Value();
        using var file = new MemoryStream();
        await foreach (var part in people.Exports.Content(CompanyId.Platform, ready, Ct)) file.Write(part);
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var texts = zip.Entries.Select(e => new StreamReader(e.Open()).ReadToEnd()).ToList();

        Assert.Contains(texts, t => t.Contains(Acting.Why, StringComparison.Ordinal));
        foreach (var hidden in (string[])["ines@example.com", "Ines Berg", $"{begun.Own.Value:N}", $"{begun.Own.Value}", $"{begun.Session.Value:N}", $"{begun.Session.Value}"])
            Assert.DoesNotContain(hidden, string.Concat(texts), StringComparison.Ordinal);
    }
}
