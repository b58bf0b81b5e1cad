using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Plans;

public sealed class PlansTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_added_changed_and_deleted_and_each_is_in_the_platforms_log_with_before_and_after()
    {
        var acme = new LimitedAcme(await Acme.Open());
        var team = await acme.Plan("Team", new(Members: 10, Storage: 5_000_000_000));
        (await acme.Save.Run(LimitedAcme.Operator, team.Id, "Team", team.Limits with { Members = 20 }, true, Ct)).Value();
        (await acme.Save.Run(LimitedAcme.Operator, team.Id, "Team", team.Limits with { Members = 20 }, false, Ct)).Value();
        (await acme.Delete.Run(LimitedAcme.Operator, team.Id, Ct)).Value();

        Assert.Empty((await acme.Plans.Run(LimitedAcme.Operator, Ct)).Value());
        const string Before = "Team: 10 members, any active assessments, any executions, 5 GB of storage", After = "Team: 20 members, any active assessments, any executions, 5 GB of storage";
        Assert.Equal(
            [("plan-added", "", Before), ("plan-changed", Before, $"{After}; new companies get it"), ("plan-changed", $"{After}; new companies get it", After), ("plan-deleted", After, "")],
            Logged(acme.Acme).Select(e => (e.Action, e.Before, e.After)));
    }

    [Theory]
    [InlineData("", "invalid-name")]
    [InlineData("two\nlines", "invalid-name")]
    [InlineData(" TEAM ", "invalid-name")]
    public async Task A_plan_has_a_name_of_its_own(string name, string code)
    {
        var acme = new LimitedAcme(await Acme.Open());
        await acme.Plan("Team");

        Assert.Equal(code, (await acme.Save.Run(LimitedAcme.Operator, null, name, PlanLimits.None, false, Ct)).Code());
        Assert.Equal("invalid-name", (await acme.Save.Run(LimitedAcme.Operator, null, new string('x', 61), PlanLimits.None, false, Ct)).Code());
    }

    [Fact]
    public async Task A_limit_is_a_number_that_can_be_one()
    {
        var acme = new LimitedAcme(await Acme.Open());

        Assert.Equal("invalid-members", await Save(new(Members: 0)));
        Assert.Equal("invalid-assessments", await Save(new(Assessments: -1)));
        Assert.Equal("invalid-executions", await Save(new(Executions: PlanLimits.Most + 1)));
        Assert.Equal("invalid-storage", await Save(new(Storage: -1)));
        Assert.Equal("invalid-members", (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, null, [new(Quota.Members, 0)], Ct)).Code());
        Assert.Equal("invalid-limits", (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, null, [new(Quota.Members, 1), new(Quota.Members, 2)], Ct)).Code());

        async Task<string?> Save(PlanLimits limits) => (await acme.Save.Run(LimitedAcme.Operator, null, "Odd", limits, false, Ct)).Code();
    }

    [Fact]
    public async Task Who_saves_what_somebody_else_changed_meanwhile_is_told_and_overwrites_nothing()
    {
        var acme = new LimitedAcme(await Acme.Open());
        var team = await acme.Plan("Team", new(Members: 10));
        var shown = Assert.Single((await acme.Plans.Run(LimitedAcme.Operator, Ct)).Value());
        var chosen = (await acme.Usage.Of(LimitedAcme.Operator, Acme.Id, Ct)).Value().Chosen;

        (await acme.Save.Run(LimitedAcme.Operator, team.Id, "Team", new(Members: 50), true, Ct, shown)).Value();
        (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, team.Id, [new(Quota.Members, 9)], Ct, chosen)).Value();

        Assert.Equal("plan-changed", (await acme.Save.Run(LimitedAcme.Operator, team.Id, "Team two", new(Members: 10), false, Ct, shown)).Code());
        Assert.Equal("plan-changed", (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, null, [new(Quota.Executions, 99)], Ct, chosen)).Code());
        var now = Assert.Single((await acme.Plans.Run(LimitedAcme.Operator, Ct)).Value());
        Assert.Equal(("Team", 50L, true), (now.Plan.Name, now.Plan.Limits.Members, now.IsDefault));
        Assert.Equal(9, (await acme.Use(Quota.Members)).Limit);
    }

    [Fact]
    public async Task There_is_an_end_to_the_number_of_plans()
    {
        var acme = new LimitedAcme(await Acme.Open());
        for (var i = 0; i < PlanBook.Most; i++) await acme.Plan($"Plan {i}");

        Assert.Equal("too-many-plans", (await acme.Save.Run(LimitedAcme.Operator, null, "One more", PlanLimits.None, false, Ct)).Code());
    }

    [Fact]
    public async Task A_plan_that_a_company_has_or_new_ones_get_stays()
    {
        var acme = new LimitedAcme(await Acme.Open());
        var (used, given) = (await acme.Plan("Used"), await acme.Plan("Given", isDefault: true));
        (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, used.Id, [], Ct)).Value();

        Assert.Equal("plan-in-use", (await acme.Delete.Run(LimitedAcme.Operator, used.Id, Ct)).Code());
        Assert.Equal("plan-is-default", (await acme.Delete.Run(LimitedAcme.Operator, given.Id, Ct)).Code());
        Assert.Equal("not-found", (await acme.Delete.Run(LimitedAcme.Operator, new(Guid.NewGuid()), Ct)).Code());
        // It was only looked at: it can be given to others as before.
        Assert.All((await acme.Plans.Run(LimitedAcme.Operator, Ct)).Value(), line => Assert.False(line.Plan.Leaving));
        Assert.Equal([("Given", true, 0), ("Used", false, 1)], (await acme.Plans.Run(LimitedAcme.Operator, Ct)).Value().Select(l => (l.Plan.Name, l.IsDefault, l.Companies)));
    }

    [Fact]
    public async Task A_plan_that_is_given_to_a_company_while_it_is_deleted_is_there_or_not_given()
    {
        var acme = new LimitedAcme(await Acme.Open());
        var team = await acme.Plan("Team");
        // The plan leaves between the look at it and the commit that chooses it, and is looked for before that commit.
        acme.Acme.Documents.BeforeNextCommit(async () => (await acme.Delete.Run(LimitedAcme.Operator, team.Id, Ct)).Value());
        Assert.Equal("plan-gone", (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, team.Id, [], Ct)).Code());
        Assert.Null((await acme.Usage.Of(LimitedAcme.Operator, Acme.Id, Ct)).Value().Chosen.Plan);

        var other = await acme.Plan("Other");
        // The other way about: chosen before it is looked for.
        acme.Acme.Documents.BeforeNextCommit(async () => (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, other.Id, [], Ct)).Value());
        Assert.Equal("plan-in-use", (await acme.Delete.Run(LimitedAcme.Operator, other.Id, Ct)).Code());
        Assert.Equal(other.Id, (await acme.Usage.Of(LimitedAcme.Operator, Acme.Id, Ct)).Value().Chosen.Plan);
    }

    [Fact]
    public async Task A_new_company_gets_the_default_plan_and_those_before_keep_what_they_had()
    {
        var acme = new LimitedAcme(await Acme.Open());
        await acme.Plan("Free", new(Members: 3), isDefault: true);
        var team = await acme.Plan("Team", new(Members: 30), isDefault: true);
        var made = (await new CreateCompany(acme.Acme.Documents, acme.Acme.Clock).Run(LimitedAcme.Operator, "Initech", Ct)).Value();

        var usage = (await acme.Usage.Of(LimitedAcme.Operator, made.Id, Ct)).Value();
        Assert.Equal((team.Id, 30), (usage.Plan?.Id, usage.Quotas[0].Limit));
        Assert.All((await acme.Usage.Of(LimitedAcme.Operator, Acme.Id, Ct)).Value().Quotas, q => Assert.Equal(QuotaState.Unlimited, q.State));
        Assert.Single((await acme.Plans.Run(LimitedAcme.Operator, Ct)).Value(), l => l.IsDefault);
    }

    [Fact]
    public async Task A_companys_own_limits_come_before_its_plans_and_both_logs_say_so()
    {
        var acme = new LimitedAcme(await Acme.Open());
        var team = await acme.Plan("Team", new(Members: 10, Assessments: 5, Executions: 100));
        (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, team.Id, [new(Quota.Members, 50), new(Quota.Executions, null)], Ct)).Value();
        // The same once more is nothing new.
        (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, team.Id, [new(Quota.Executions, null), new(Quota.Members, 50)], Ct)).Value();

        Assert.Equal([50, 5, null, null], (await acme.Usage.Run(Acme.As(Role.Owner), Ct)).Value().Quotas.Select(q => q.Limit));
        var told = acme.Acme.Data.Events.Where(e => e.Data.GetRawText().Contains(AuditAction.CompanyPlanChanged, StringComparison.Ordinal)).ToList();
        Assert.Equal(["ella.audited", "ella.company-administered"], told.Select(e => e.Name()).Order());
        Assert.All(told, e => Assert.Contains("Team; its own: 50 members, any executions", e.Data.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_platform_itself_has_no_plan_and_a_company_that_is_not_there_gets_none()
    {
        var acme = new LimitedAcme(await Acme.Open());
        var team = await acme.Plan("Team");

        Assert.Equal("forbidden", (await acme.Choose.Run(LimitedAcme.Operator, CompanyId.Platform, team.Id, [], Ct)).Code());
        Assert.Equal("not-found", (await acme.Choose.Run(LimitedAcme.Operator, new("nowhere"), team.Id, [], Ct)).Code());
        Assert.Equal("plan-gone", (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, new(Guid.NewGuid()), [], Ct)).Code());
    }

    [Theory]
    [InlineData("500 MB", 500_000_000L)]
    [InlineData("1.5gb", 1_500_000_000L)]
    [InlineData("2 TB", 2_000_000_000_000L)]
    [InlineData("10k", 10_000L)]
    [InlineData("123", 123L)]
    [InlineData("1 byte", 1L)]
    [InlineData("", null)]
    [InlineData("much", null)]
    [InlineData("-1 MB", null)]
    [InlineData("99999999999 TB", null)]
    [InlineData("5 PB", null)]
    public void Bytes_are_read_as_people_write_them(string typed, long? bytes) => Assert.Equal(bytes, ByteSize.Parse(typed));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1_500, "1.5 kB")]
    [InlineData(5_000_000_000, "5 GB")]
    public void Bytes_are_written_as_people_read_them(long bytes, string words) => Assert.Equal(words, ByteSize.Words(bytes));

    private static IEnumerable<Audited> Logged(Acme acme) => acme.Data.Events
        .Where(e => e.Name() == "ella.audited" && e.Source == "/companies/platform")
        .Select(e => System.Text.Json.JsonSerializer.Deserialize<Audited>(e.Data, DocumentJson.Options)!);
}
