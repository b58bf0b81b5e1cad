using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Invitations;

public sealed class InviteCandidateTests
{
    public static TheoryData<string> BadNames { get; } = ["", "   ", new string('x', 10_000), new string('x', 101), "Ann\nLee", "Ann\0", "Ann\u001b[31m", "Ann\u0085Lee", "Ann\u202eLee", "\u2066Ann"];

    public static TheoryData<string> BadAddresses { get; } =
    [
        "", " ", "ann", "ann@", "@example.com", "ann@example", "ann@@example.com", "ann@example.com, bob@example.com", "Ann <ann@example.com>",
        "ann@example.com\nBcc: all@example.com", "ann example@example.com", new string('a', 250) + "@example.com",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_and_its_mail_are_one_commit()
    {
        var acme = await Acme.Open();

        var invited = (await acme.Invite.Run(acme.Recruiter, acme.Assessment.Id, "  Zoë O'Néill-李  ", " zoe@example.com ", Acme.Site, Ct)).Value();

        var mail = (await acme.Documents.Get<Mail>(acme.System.Key(Mail.Collection, invited.Mail), Ct))!.Value;
        Assert.Equal(("Zoë O'Néill-李", "zoe@example.com"), (mail.ToName, mail.ToAddress));
        Assert.Contains(invited.Link.ToString(), mail.Text.Split('\n'));
        Assert.StartsWith("https://ella.example.com/take/acme.", invited.Link.ToString(), StringComparison.Ordinal);
        Assert.Contains("ella.candidate-invited", acme.Events());
    }

    [Fact]
    public async Task The_links_secret_is_nowhere_but_in_the_mail()
    {
        var acme = await Acme.Open();
        var secret = InvitationToken.Parse(await acme.InviteAnn())!.Secret;

        var holders = acme.Data.Documents.Where(d => d.Value.Body.Contains(secret, StringComparison.Ordinal)).Select(d => d.Key.Collection);

        Assert.Equal([Mail.Collection], holders);
        Assert.DoesNotContain(acme.Data.Events, e => e.Data.GetRawText().Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task A_name_that_cannot_be_is_refused(string name) => await Refused(name, "ann@example.com", "invalid-name");

    [Theory]
    [MemberData(nameof(BadAddresses))]
    public async Task An_address_that_cannot_be_is_refused(string address) => await Refused("Ann Lee", address, "invalid-email");

    [Fact]
    public async Task The_message_about_a_long_name_says_how_long_it_is()
    {
        var acme = await Acme.Open();

        var problem = (await acme.Invite.Run(acme.Recruiter, acme.Assessment.Id, new string('x', 10_000), "ann@example.com", Acme.Site, Ct)).Problem();

        Assert.Equal("A name can have at most 100 characters; this one has 10,000.", problem.Detail);
    }

    [Fact]
    public async Task Nobody_is_invited_to_a_draft()
    {
        var acme = await Acme.Open();
        var draft = await acme.Draft();

        Assert.Equal("assessment-not-published", (await acme.Invite.Run(acme.Recruiter, draft.Id, "Ann", "ann@example.com", Acme.Site, Ct)).Code());
    }

    [Fact]
    public async Task Nobody_is_invited_to_nothing()
    {
        var acme = await Acme.Open();

        Assert.Equal("not-found", (await acme.Invite.Run(acme.Recruiter, new(Guid.NewGuid()), "Ann", "ann@example.com", Acme.Site, Ct)).Code());
    }

    private static async Task Refused(string name, string address, string code)
    {
        var acme = await Acme.Open();
        var before = acme.Data.Documents.Count;

        Assert.Equal(code, (await acme.Invite.Run(acme.Recruiter, acme.Assessment.Id, name, address, Acme.Site, Ct)).Code());
        Assert.Equal(before, acme.Data.Documents.Count);
        Assert.Empty(acme.Events());
    }

    [Fact]
    public async Task A_program_that_asks_again_invites_nobody_twice()
    {
        var acme = await Acme.Open();
        var once = new InvitationId(Guid.NewGuid());
        Task<Result<InvitedOnce>> Ask(string name) => acme.Invite.Once(acme.Recruiter, acme.Assessment.Id, once, name, "ann@example.com", Acme.Site, TestContext.Current.CancellationToken);
        var others = default(InvitedOnce);
        acme.Documents.BeforeNextCommit(async () => others = (await Ask("Ann")).Value());

        Assert.False((await Ask("Ann")).Value().IsNew);

        Assert.True(others!.IsNew);
        Assert.False((await Ask(" Ann ")).Value().IsNew);
        Assert.Equal("idempotency-key-reused", (await Ask("Bob")).Code());
        Assert.Single(acme.Data.Documents.Keys, k => k.Collection == Invitation.Collection);
        Assert.Single(acme.Events(), e => e == "ella.candidate-invited");
    }
}
