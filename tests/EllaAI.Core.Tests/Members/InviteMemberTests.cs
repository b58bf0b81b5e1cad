using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Notifications;
using Xunit;

namespace EllaAI.Core.Tests.Members;

public sealed class InviteMemberTests
{
    private static readonly Actor _olu = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_follows_the_link_acts_for_the_company_and_the_link_is_used_up()
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        var sent = await staff.Invited("Noor@Example.com", Role.Reviewer);
        var token = sent.Link.Segments[^1];
        var noor = await staff.Account("Noor Amin", "noor@example.com");

        var joined = (await staff.Join.Run(noor, token, Ct)).Value();

        Assert.Equal(new Membership(Acme.Id, Role.Reviewer), joined);
        Assert.Equal(("Noor Amin", Role.Reviewer), ((await staff.Find(noor))!.Name, (await staff.Find(noor))!.Role));
        Assert.Equal([joined], (await staff.Companies.Run(noor.Id, Ct)).Select(c => c.Membership));
        Assert.Equal("link-unknown", (await staff.Join.Run(noor, token, Ct)).Problem().Code);
    }

    [Fact]
    public async Task The_secret_is_in_the_mail_and_nowhere_else()
    {
        var acme = await Acme.Open();
        var sent = await new Staff(acme).Invited("noor@example.com");
        var secret = sent.Link.Segments[^1].Split('.')[1];

        var mail = (await acme.Documents.Query<Mail>(acme.System.Query(Mail.Newest), Ct).ToList(Ct)).Single(m => m.Id == sent.Mail);
        Assert.Contains(sent.Link.ToString(), mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(acme.Data.Documents, d => d.Key.Collection != Mail.Collection && JsonSerializer.Serialize(d.Value).Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.Recruiter, Role.Admin, false)]
    [InlineData(Role.Recruiter, Role.Recruiter, false)]
    [InlineData(Role.Admin, Role.Owner, false)]
    [InlineData(Role.Admin, Role.Admin, true)]
    [InlineData(Role.Owner, Role.Owner, true)]
    public async Task Who_could_not_have_given_the_place_does_not_read_its_link_in_the_outbox(Role reader, Role invited, bool reads)
    {
        var acme = await Acme.Open();
        var sent = await new Staff(acme).Invited("noor@example.com", invited);
        var here = new MailServer { Sends = false };

        var mail = (await new ReadMail(acme.Documents, here).Run(Acme.As(reader), sent.Mail, Ct)).Value();
        var listed = (await new ListMail(acme.Documents, here).Run(Acme.As(reader), "", Ct)).Value().Items.Single(m => m.Value.Id == sent.Mail).Value;

        Assert.Equal((reads, reads), (mail.Text.Contains("/join/", StringComparison.Ordinal), listed.Text.Contains("/join/", StringComparison.Ordinal)));
        // Where a mail server brings it, nobody else does.
        Assert.Equal("", (await new ReadMail(acme.Documents, new MailServer { Sends = true }).Run(Acme.As(Role.Owner), sent.Mail, Ct)).Value().Text);
    }

    [Fact]
    public async Task An_owner_whom_the_platform_invites_is_in_both_logs_under_the_name_of_whoever_did()
    {
        var acme = await Acme.Open();
        var olu = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));

        (await new Staff(acme).Invite.Owner(olu, Acme.Id, "noor@example.com", Acme.Site, Ct)).Value();

        var told = acme.Data.Events.Select(e => (Name: e.Name(), Json: JsonSerializer.Serialize(e.Data))).ToArray();
        Assert.Contains(told, e => e.Name == "ella.audited" && e.Json.Contains(olu.Name, StringComparison.Ordinal));
        Assert.Contains(told, e => e.Name == "ella.company-administered" && e.Json.Contains(olu.Name, StringComparison.Ordinal));
        Assert.Equal("not-found", (await new Staff(acme).Invite.Owner(olu, new("nowhere"), "noor@example.com", Acme.Site, Ct)).Problem().Code);
        Assert.Equal("forbidden", (await new Staff(acme).Invite.Owner(Acme.As(Role.Owner, "globex"), Acme.Id, "noor@example.com", Acme.Site, Ct)).Problem().Code);
    }

    [Fact]
    public async Task A_link_is_of_no_use_to_anybody_else()
    {
        var staff = new Staff(await Acme.Open());
        var token = (await staff.Invited("noor@example.com", Role.Owner)).Link.Segments[^1];
        var eve = await staff.Account("Eve Malone");

        Assert.Equal("link-of-another", (await staff.Join.Run(eve, token, Ct)).Problem().Code);
        Assert.Null(await staff.Find(eve));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_link_of_a_company_that_nobody_acts_for_makes_no_member_until_somebody_does_again(bool deleted)
    {
        var acme = await Acme.Open();
        var (staff, change, deletion) = (new Staff(acme), new ChangeCompany(acme.Documents, acme.Clock), new AskDeletion(acme.Documents, acme.Clock));
        var token = (await staff.Invited("noor@example.com")).Link.Segments[^1];
        var noor = await staff.Account("Noor Amin");

        (deleted ? await deletion.Run(_olu, Acme.Id, "Acme", "Bills are open.", Ct) : await change.Suspend(_olu, Acme.Id, "Bills are open.", Ct)).Value();
        var told = (await staff.Join.Open(token, Ct)).Problem();
        Assert.Equal("company-paused", told.Code);
        Assert.DoesNotMatch("Acme|Bills|suspend|delet", told.Detail);
        Assert.Equal("company-paused", (await staff.Join.Run(noor, token, Ct)).Problem().Code);
        Assert.Null(await staff.Find(noor));

        (deleted ? await deletion.TakeBack(_olu, Acme.Id, Ct) : await change.Restore(_olu, Acme.Id, Ct)).Value();
        Assert.Equal("Acme", (await staff.Join.Open(token, Ct)).Value().CompanyName);
        (await staff.Join.Run(noor, token, Ct)).Value();
    }

    [Fact]
    public async Task Whoever_follows_a_link_while_the_company_is_suspended_does_not_join()
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        var token = (await staff.Invited("noor@example.com")).Link.Segments[^1];
        var noor = await staff.Account("Noor Amin");
        // Whose commit comes first is tried again by the one that came second.
        acme.Documents.BeforeNextCommit(async () =>
        {
            await staff.Add("Mia Berg", Role.Viewer);
            (await new ChangeCompany(acme.Documents, acme.Clock).Suspend(_olu, Acme.Id, "Bills are open.", Ct)).Value();
        });

        Assert.Equal("company-paused", (await staff.Join.Run(noor, token, Ct)).Problem().Code);
        Assert.Null(await staff.Find(noor));
    }

    [Fact]
    public async Task An_address_is_invited_once_and_a_member_not_at_all()
    {
        var staff = new Staff(await Acme.Open());
        await staff.Add("Mia Berg", Role.Viewer);
        await staff.Invited("noor@example.com");
        var admin = Acme.As(Role.Admin);

        Assert.Equal("already-invited", (await staff.Invite.Run(admin, " NOOR@example.com", Role.Viewer, Acme.Site, Ct)).Problem().Code);
        Assert.Equal("already-member", (await staff.Invite.Run(admin, "mia@EXAMPLE.com", Role.Viewer, Acme.Site, Ct)).Problem().Code);
        Assert.Equal("invalid-email", (await staff.Invite.Run(admin, "", Role.Viewer, Acme.Site, Ct)).Problem().Code);
        Assert.Equal("invalid-email", (await staff.Invite.Run(admin, "noor", Role.Viewer, Acme.Site, Ct)).Problem().Code);
        Assert.Equal("invalid-email", (await staff.Invite.Run(admin, new string('n', 10_000) + "@example.com", Role.Viewer, Acme.Site, Ct)).Problem().Code);
    }

    [Fact]
    public async Task Of_two_admins_who_invite_the_same_address_at_once_one_does()
    {
        for (var i = 0; i < 20; i++)
        {
            var staff = new Staff(await Acme.Open());

            var sent = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => staff.Invite.Run(Acme.As(Role.Admin), "noor@example.com", Role.Viewer, Acme.Site, Ct))));

            Assert.Single(sent, s => s.Ok(out _, out var _));
        }
    }

    [Fact]
    public async Task A_link_opens_for_seven_days_and_an_expired_one_is_in_nobodys_way()
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        var token = (await staff.Invited("noor@example.com")).Link.Segments[^1];

        acme.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        (await staff.Join.Open(token, Ct)).Value();
        acme.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("link-expired", (await staff.Join.Open(token, Ct)).Problem().Code);

        await staff.Invited("noor@example.com");
    }

    [Fact]
    public async Task One_that_is_sent_again_or_revoked_leads_nowhere_by_its_earlier_link()
    {
        var acme = await Acme.Open();
        var (staff, admin) = (new Staff(acme), Acme.As(Role.Admin));
        var first = await staff.Invited("noor@example.com");

        var second = (await staff.Invite.Again(admin, first.Invitation.Id, Acme.Site, Ct)).Value();
        Assert.Equal("link-unknown", (await staff.Join.Open(first.Link.Segments[^1], Ct)).Problem().Code);
        (await staff.Join.Open(second.Link.Segments[^1], Ct)).Value();

        var revoke = new RevokeMemberInvitation(acme.Documents, acme.Clock);
        (await revoke.Run(admin, first.Invitation.Id, Ct)).Value();
        Assert.Equal("link-unknown", (await staff.Join.Open(second.Link.Segments[^1], Ct)).Problem().Code);
        Assert.Equal("not-found", (await revoke.Run(admin, first.Invitation.Id, Ct)).Problem().Code);
    }

    [Fact]
    public async Task Who_follows_a_link_twice_at_once_joins_once()
    {
        for (var i = 0; i < 20; i++)
        {
            var acme = await Acme.Open();
            var staff = new Staff(acme);
            var token = (await staff.Invited("noor@example.com")).Link.Segments[^1];
            var noor = await staff.Account("Noor Amin");

            var joined = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => staff.Join.Run(noor, token, Ct))));

            Assert.Contains(joined, j => j.Ok(out _, out var _));
            Assert.Equal(new Roster(1, 0), (await Roster.Of(acme.Documents, acme.System, Ct)).Value);
        }
    }

    [Fact]
    public async Task One_person_may_act_for_several_companies()
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        await acme.Documents.Commit([Change.Create(Actor.System(new("globex")).Key(Company.Collection, "globex"), new Company(new("globex"), "Globex"))], [], Ct);
        var mia = await staff.Add("Mia Berg", Role.Viewer);
        await new FoundMember(acme.Documents, acme.Clock).Run(mia, new(new("globex"), Role.Owner), Ct);

        Assert.Equal([("Acme", Role.Viewer), ("Globex", Role.Owner)], (await staff.Companies.Run(mia.Id, Ct)).Select(c => (c.Name, c.Membership.Role)).Order());

        (await staff.Change.Disable(Acme.As(Role.Owner), mia.Id, Ct)).Value();
        Assert.Equal(["Globex"], (await staff.Companies.Run(mia.Id, Ct)).Select(c => c.Name));
    }
}
