using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Members;
using Xunit;

namespace EllaAI.Core.Tests.Companies;

public sealed class CompaniesTests
{
    private static readonly Actor _olu = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Müller & Söhne", "muller-sohne")]
    [InlineData("  ACME  Ltd. ", "acme-ltd")]
    [InlineData("株式会社", "company")]
    [InlineData("---", "company")]
    [InlineData("Platform", "platform")]
    public void A_name_becomes_what_can_stand_in_a_link(string name, string id)
    {
        Assert.Equal(id, CreateCompany.IdOf(name));
        Assert.True(CompanyId.IsValid(CreateCompany.IdOf(name)));
        Assert.True(CompanyId.IsValid(CreateCompany.IdOf(new string('é', 500) + " x") + "-100"));
    }

    [Fact]
    public async Task Companies_of_one_name_have_different_ids_and_none_is_the_platforms()
    {
        var acme = await Acme.Open();
        var create = new CreateCompany(acme.Documents, acme.Clock);

        var ids = new List<string>();
        foreach (var name in (string[])["Acme", "acme!", "Platform"]) ids.Add((await create.Run(_olu, name, Ct)).Value().Id.Value);

        Assert.Equal(["acme-2", "acme-3", "platform-2"], ids);
    }

    [Fact]
    public async Task Of_many_who_add_a_company_of_one_name_at_once_each_has_one()
    {
        var acme = await Acme.Open();
        var create = new CreateCompany(acme.Documents, acme.Clock);

        var made = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => create.Run(_olu, "Initech", Ct))));

        Assert.Equal(10, made.Select(m => m.Value().Id).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    [InlineData("turned \u202E round")]
    public async Task A_company_needs_a_name(string name)
    {
        var acme = await Acme.Open();

        Assert.Equal("invalid-name", (await new CreateCompany(acme.Documents, acme.Clock).Run(_olu, name, Ct)).Problem().Code);
        Assert.Equal("invalid-name", (await new CreateCompany(acme.Documents, acme.Clock).Run(_olu, new string('x', Company.MaxName + 1), Ct)).Problem().Code);
        Assert.Equal("invalid-name", (await new RenameCompany(acme.Documents, acme.Clock).Run(Acme.As(Role.Admin), name, Ct)).Problem().Code);
    }

    [Fact]
    public async Task Nobody_acts_for_a_suspended_company_until_it_is_restored()
    {
        var acme = await Acme.Open();
        var (staff, change) = (new Staff(acme), new ChangeCompany(acme.Documents, acme.Clock));
        var mia = await staff.Add("Mia Berg", Role.Owner);
        var session = await staff.Sessions.Begin(mia.Id, "", "", "", Ct);
        var (underWay, invited) = (await acme.StartAttempt(), await acme.InviteAnn());
        Assert.Equal("invalid-reason", (await change.Suspend(_olu, Acme.Id, " ", Ct)).Problem().Code);

        (await change.Suspend(_olu, Acme.Id, "Bills are open.", Ct)).Value();
        Assert.Null((await staff.Sessions.Read(session.Id, Acme.Id, Ct))!.Place);
        Assert.Empty(await staff.Companies.Run(mia.Id, Ct));
        Assert.Equal("company-paused", (await acme.OpenLink.Run(invited, Ct)).Problem().Code);
        Assert.Equal("company-paused", (await acme.Start.Run(invited, true, Acme.Browser, Ct)).Problem().Code);
        (await acme.Attempts.Run(Acme.Candidate(underWay), underWay.Id, Ct)).Value();

        (await change.Restore(_olu, Acme.Id, Ct)).Value();
        Assert.Equal("Acme", (await staff.Sessions.Read(session.Id, Acme.Id, Ct))!.Place!.Name);
    }

    [Fact]
    public async Task What_the_platform_does_to_a_company_is_in_both_logs_once()
    {
        var acme = await Acme.Open();
        (await new ChangeCompany(acme.Documents, acme.Clock).Suspend(_olu, Acme.Id, "Bills are open.", Ct)).Value();
        var told = Told<CompanyAdministered>(acme, "ella.company-administered").Single();

        foreach (var _ in (int[])[1, 2]) await new NoteOnPlatform(acme.Documents).Handle(told, new("event-1", Change.Create(acme.System.Key("inbox", "1"), 1)), Ct);

        var logged = Told<Audited>(acme, "ella.audited").Where(a => a.Action == AuditAction.CompanySuspended).ToArray();
        Assert.Equal([Acme.Id, CompanyId.Platform], logged.Select(a => a.Company));
        Assert.All(logged, a => Assert.Equal((_olu.Name, "company/acme", "Bills are open."), (a.Actor, a.Target, a.After)));
    }

    private static IEnumerable<T> Told<T>(Acme acme, string name) =>
        acme.Data.Events.Where(e => e.Name() == name).Select(e => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(e.Data), DocumentJson.Options)!);

    [Fact]
    public async Task Companies_are_listed_with_how_many_act_for_them()
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        await staff.Add("Mia Berg", Role.Owner);
        await staff.Add("Ned Ray", Role.Viewer);
        await new CreateCompany(acme.Documents, acme.Clock).Run(_olu, "Initech", Ct);

        var lines = (await new ListCompanies(acme.Documents).Run(_olu, "", Ct)).Value().Items;

        Assert.Equal([("Acme", 2, 1), ("Initech", 0, 0)], lines.Select(l => (l.Company.Name, l.Members, l.Owners)));
    }
}
