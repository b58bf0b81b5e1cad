using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using Xunit;

namespace EllaAI.Core.Tests.Privacy;

public sealed class EraseAccountTests
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_goes_with_everything_and_their_name_with_the_mails_that_hold_it()
    {
        var acme = await Acme.Open();
        var (people, staff) = (new People(acme), new Staff(acme));
        await staff.Add("Olga Ray", Role.Owner);
        var mia = await staff.Add("Mia Berg", Role.Admin);
        (await staff.Invite.Run(Staff.As(mia, Role.Admin), "noor@example.com", Role.Viewer, Acme.Site, Ct)).Value();
        (await staff.Invite.Owner(Platform(), Acme.Id, "zed@example.com", Acme.Site, Ct)).Value();
        await staff.Sessions.Begin(mia.Id, "", "Firefox", "192.0.2.7", Ct);

        var asked = (await people.Ask.Self(mia, Ct)).Value();
        Assert.NotNull((await acme.Documents.Get<Account>(_platform.Key(Account.Collection, mia.Id), Ct))!.Value.DisabledAt);
        var done = (await people.Run.Run(_platform, asked.Id, Ct)).Value();

        Assert.Empty(People.Left(acme.Data, "mia@example.com", "Mia Berg", "192.0.2.7"));
        Assert.Equal((1, 1), (done.Counts["account"], done.Counts["session"]));
        Assert.Null(done.Account);
        Assert.Contains(acme.Data.Documents.Values, d => d.Body.Contains("Somebody invites you to join", StringComparison.Ordinal));
        Assert.Equal((1, 1), await Counted(acme));
    }

    [Fact]
    public async Task The_address_of_whoever_is_gone_is_free_for_another_account()
    {
        var acme = await Acme.Open();
        var (people, staff) = (new People(acme), new Staff(acme));
        await staff.Add("Olga Ray", Role.Owner);
        var mia = await staff.Add("Mia Berg", Role.Admin);
        Assert.True(await acme.Documents.Commit([AddressOwner.Create(mia)], [], Ct));

        var asked = (await people.Ask.Self(mia, Ct)).Value();
        Assert.Equal(1, (await people.Run.Run(_platform, asked.Id, Ct)).Value().Counts["address"]);

        Assert.True(await acme.Documents.Commit([AddressOwner.Create(mia)], [], Ct));
    }

    [Theory]
    [InlineData("y")]
    [InlineData("Anna Lee")]
    public async Task Namesakes_and_short_names_change_nobodys_mail_and_end(string name)
    {
        var acme = await Acme.Open();
        var (people, staff) = (new People(acme), new Staff(acme));
        await staff.Add("Olga Ray", Role.Owner);
        var (self, other) = (await staff.Add(name, Role.Admin), await staff.Add(name == "y" ? "Somebody" : $"Mary {name}", Role.Admin));
        (await staff.Invite.Run(Staff.As(other, Role.Admin), "noor@example.com", Role.Viewer, Acme.Site, Ct)).Value();

        var asked = (await people.Ask.Self(self, Ct)).Value();
        Assert.Equal(ErasureState.Done, (await people.Run.Run(_platform, asked.Id, Ct)).Value().State);

        Assert.Contains(acme.Data.Documents.Values, d => d.Body.Contains($"{other.Name} invites you to join", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_owner_stays_and_hears_of_which_company()
    {
        var acme = await Acme.Open();
        var (people, staff) = (new People(acme), new Staff(acme));
        var olga = await staff.Add("Olga Ray", Role.Owner);

        var refused = (await people.Ask.Self(olga, Ct)).Problem();

        Assert.Equal("last-owner", refused.Code);
        Assert.Contains("Acme", refused.Detail, StringComparison.Ordinal);
        Assert.NotNull(await staff.Find(olga));
        Assert.Null((await acme.Documents.Get<Account>(_platform.Key(Account.Collection, olga.Id), Ct))!.Value.DisabledAt);
    }

    [Fact]
    public async Task Killed_before_any_commit_it_goes_on()
    {
        for (var (commit, killed) = (1, true); killed; commit++)
        {
            var acme = await Acme.Open();
            var (people, staff) = (new People(acme), new Staff(acme));
            await staff.Add("Olga Ray", Role.Owner);
            var mia = await staff.Add("Mia Berg", Role.Recruiter);
            await staff.Sessions.Begin(mia.Id, "", "Firefox", "192.0.2.7", Ct);
            var asked = (await people.Ask.Self(mia, Ct)).Value();
            killed = false;
            try
            {
                await new People(acme, new KilledStore(acme.Documents, commit), people.File).Run.Run(_platform, asked.Id, Ct);
            }
            catch (KilledException)
            {
                killed = true;
            }

            Assert.Equal(ErasureState.Done, (await people.Run.Run(_platform, asked.Id, Ct)).Value().State);
            Assert.Empty(People.Left(acme.Data, "mia@example.com", "Mia Berg", "192.0.2.7"));
        }
    }

    private static Actor Platform() => Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));

    private static async Task<(int, int)> Counted(Acme acme)
    {
        var roster = (await Roster.Of(acme.Documents, acme.System, Ct)).Value;
        return (roster.Members, roster.Owners);
    }
}
