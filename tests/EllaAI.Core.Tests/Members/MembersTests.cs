using EllaAI.Core.Access;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Members;

public sealed class MembersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_owner_can_neither_leave_nor_be_made_less_nor_disabled()
    {
        var staff = new Staff(await Acme.Open());
        var olga = await staff.Add("Olga Ray", Role.Owner);
        var owner = Staff.As(olga, Role.Owner);

        Assert.Equal("last-owner", (await staff.Remove.Run(owner, olga.Id, Ct)).Problem().Code);
        Assert.Equal("last-owner", (await staff.Change.Role(owner, olga.Id, Role.Admin, Ct)).Problem().Code);
        Assert.Equal("last-owner", (await staff.Change.Disable(owner, olga.Id, Ct)).Problem().Code);
        Assert.Equal("last-owner", (await staff.Transfer.Run(owner, olga.Id, Ct)).Problem().Code);
        Assert.Equal((Role.Owner, false), ((await staff.Find(olga))!.Role, (await staff.Find(olga))!.Disabled));
    }

    [Fact]
    public async Task Of_two_owners_who_leave_at_once_one_stays()
    {
        for (var i = 0; i < 20; i++)
        {
            var staff = new Staff(await Acme.Open());
            var (olga, omar) = (await staff.Add("Olga Ray", Role.Owner), await staff.Add("Omar Diaz", Role.Owner));

            var left = await Task.WhenAll(
                Task.Run(() => staff.Remove.Run(Staff.As(olga, Role.Owner), olga.Id, Ct)), Task.Run(() => staff.Remove.Run(Staff.As(omar, Role.Owner), omar.Id, Ct)));

            Assert.Single(left, l => l.Ok(out _, out _));
            Assert.Single(left, l => !l.Ok(out _, out var problem) && problem.Code == "last-owner");
            Assert.True(await staff.Find(olga) is null != await staff.Find(omar) is null);
        }
    }

    [Fact]
    public async Task A_disabled_owner_does_not_count_as_one()
    {
        var staff = new Staff(await Acme.Open());
        var (olga, omar) = (await staff.Add("Olga Ray", Role.Owner), await staff.Add("Omar Diaz", Role.Owner));
        (await staff.Change.Disable(Staff.As(olga, Role.Owner), omar.Id, Ct)).Value();

        Assert.Equal("last-owner", (await staff.Remove.Run(Staff.As(olga, Role.Owner), olga.Id, Ct)).Problem().Code);

        (await staff.Change.Enable(Staff.As(olga, Role.Owner), omar.Id, Ct)).Value();
        (await staff.Remove.Run(Staff.As(olga, Role.Owner), olga.Id, Ct)).Value();
    }

    [Fact]
    public async Task An_admin_neither_makes_an_owner_nor_touches_one()
    {
        var staff = new Staff(await Acme.Open());
        var (olga, adam, mia) = (await staff.Add("Olga Ray", Role.Owner), await staff.Add("Adam Fox", Role.Admin), await staff.Add("Mia Berg", Role.Viewer));
        var admin = Staff.As(adam, Role.Admin);

        Assert.Equal("owners-only", (await staff.Change.Role(admin, mia.Id, Role.Owner, Ct)).Problem().Code);
        Assert.Equal("owners-only", (await staff.Change.Role(admin, adam.Id, Role.Owner, Ct)).Problem().Code);
        Assert.Equal("owners-only", (await staff.Change.Role(admin, olga.Id, Role.Viewer, Ct)).Problem().Code);
        Assert.Equal("owners-only", (await staff.Change.Disable(admin, olga.Id, Ct)).Problem().Code);
        Assert.Equal("owners-only", (await staff.Remove.Run(admin, olga.Id, Ct)).Problem().Code);
        Assert.Equal("owners-only", (await staff.Invite.Run(admin, "nia@example.com", Role.Owner, Acme.Site, Ct)).Problem().Code);
        Assert.Equal("forbidden", (await staff.Transfer.Run(admin, mia.Id, Ct)).Problem().Code);

        Assert.Equal(Role.Recruiter, (await staff.Change.Role(admin, mia.Id, Role.Recruiter, Ct)).Value().Role);
    }

    [Fact]
    public async Task A_company_handed_over_has_one_owner_throughout()
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        var (olga, mia) = (await staff.Add("Olga Ray", Role.Owner), await staff.Add("Mia Berg", Role.Viewer));

        (await staff.Transfer.Run(Staff.As(olga, Role.Owner), mia.Id, Ct)).Value();

        Assert.Equal((Role.Admin, Role.Owner), ((await staff.Find(olga))!.Role, (await staff.Find(mia))!.Role));
        Assert.Equal(new Roster(2, 1), (await Roster.Of(acme.Documents, acme.System, Ct)).Value);
        // As somebody whose page still thinks that they own it.
        Assert.Equal("forbidden", (await staff.Transfer.Run(Staff.As(olga, Role.Owner), mia.Id, Ct)).Problem().Code);
    }

    [Theory]
    [InlineData(Role.PlatformAdmin)]
    [InlineData((Role)99)]
    public async Task A_company_has_no_roles_but_its_own(Role role)
    {
        var staff = new Staff(await Acme.Open());
        var mia = await staff.Add("Mia Berg", Role.Viewer);

        Assert.Equal("invalid-role", (await staff.Change.Role(Acme.As(Role.Owner), mia.Id, role, Ct)).Problem().Code);
        Assert.Equal("invalid-role", (await staff.Invite.Run(Acme.As(Role.Owner), "nia@example.com", role, Acme.Site, Ct)).Problem().Code);
    }

    [Fact]
    public async Task Anybody_may_leave_and_is_then_in_no_list()
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        await staff.Add("Olga Ray", Role.Owner);
        var viewer = await staff.Add("Vera Kim", Role.Viewer);

        (await staff.Remove.Run(Staff.As(viewer, Role.Viewer), viewer.Id, Ct)).Value();

        Assert.Empty(await staff.Companies.Run(viewer.Id, Ct));
        Assert.Equal(["Olga Ray"], (await new ListMembers(acme.Documents).Run(Acme.As(Role.Viewer), "", Ct)).Value().Items.Select(m => m.Name));
    }

    [Fact]
    public async Task Members_of_a_page_are_by_name_whatever_its_case()
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        foreach (var name in (string[])["zoë", "Bea", "adam"]) await staff.Add(name, Role.Viewer);

        Assert.Equal(["adam", "Bea", "zoë"], (await new ListMembers(acme.Documents).Run(Acme.As(Role.Viewer), "", Ct)).Value().Items.Select(m => m.Name));
    }
}
