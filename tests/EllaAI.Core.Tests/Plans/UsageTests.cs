using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Plans;

/// <summary>What is measured, shown and told.</summary>
public sealed class UsageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Storage_is_all_bytes_of_the_company_and_of_no_other()
    {
        var acme = new LimitedAcme(await Acme.Open());
        (await new SetCompanyLook(acme.Acme.Documents, acme.Acme.Clock).Logo(Acme.As(Role.Admin), Pictures.Png(), Ct)).Value();
        await acme.Acme.Documents.Commit([Change.Create(Actor.System(new("globex")).Key("note", "1"), new string('x', 5_000))], [], Ct);
        var expected = acme.Acme.Data.Documents.Where(d => d.Key.Company == "acme").Sum(d => Encoding.UTF8.GetByteCount(d.Value.Body));

        var measured = (await acme.Storage.Run(LimitedAcme.Operator, Acme.Id, Ct)).Value();

        Assert.Equal((expected, acme.Acme.Clock.GetUtcNow()), (measured.Bytes, measured.MeasuredAt));
        Assert.Equal(expected, (await acme.Use(Quota.Storage)).Used);
    }

    [Fact]
    public async Task A_measuring_that_was_cut_off_goes_on_where_it_was_and_comes_to_the_same()
    {
        var acme = new LimitedAcme(await Acme.Open());
        var whole = (await acme.Storage.Run(LimitedAcme.Operator, Acme.Id, Ct)).Value().Bytes;
        var documents = acme.Acme.Data.Documents.Count(d => d.Key.Company == "acme");

        var (steps, now) = (0, new StorageUse(0, null) { Underway = new(default, 0, "", "") });
        for (; now.Underway is not null; steps++)
        {
            now = await acme.Storage.Measure(acme.Acme.System, 3, Ct);
            // Until it is through, the number before is told.
            if (now.Underway is not null) Assert.Equal(whole, now.Bytes);
        }

        Assert.InRange(steps, documents / 3, (documents / 3) + 2);
        // Its own document, with where it is, is among them.
        Assert.InRange(now.Bytes, whole, whole + 1_000);
    }

    [Fact]
    public async Task Storage_is_measured_once_a_day_and_each_hour_when_a_limit_is_near()
    {
        var acme = new LimitedAcme(await Acme.Open());
        await acme.Keep.Run(LimitedAcme.Page, Ct);
        var first = await MeasuredAt();
        acme.Acme.Clock.Advance(TimeSpan.FromHours(1));
        await acme.Keep.Run(LimitedAcme.Page, Ct);
        Assert.Equal(first, await MeasuredAt());

        await acme.Limit(new(Storage: 10));
        await acme.Keep.Run(LimitedAcme.Page, Ct);
        Assert.Equal(first.AddHours(1), await MeasuredAt());
        await acme.Limit(PlanLimits.None);
        acme.Acme.Clock.Advance(TimeSpan.FromHours(24));
        await acme.Keep.Run(LimitedAcme.Page, Ct);
        Assert.Equal(first.AddHours(25), await MeasuredAt());

        async Task<DateTimeOffset> MeasuredAt() => (await acme.Usage.Run(Acme.As(Role.Admin), Ct)).Value().MeasuredAt!.Value;
    }

    [Theory]
    [InlineData(0, 10, QuotaState.Fine, 0)]
    [InlineData(7, 10, QuotaState.Fine, 70)]
    [InlineData(8, 10, QuotaState.Near, 80)]
    [InlineData(799, 1_000, QuotaState.Fine, 79)]
    [InlineData(999, 1_000, QuotaState.Near, 99)]
    [InlineData(10, 10, QuotaState.Reached, 100)]
    [InlineData(12, 10, QuotaState.Reached, 120)]
    [InlineData(0, 0, QuotaState.Reached, 100)]
    [InlineData(long.MaxValue, 1, QuotaState.Reached, 9_999)]
    public void A_quota_is_near_from_eighty_percent_and_reached_at_a_hundred(long used, long limit, QuotaState state, int percent) =>
        Assert.Equal((state, percent), (new QuotaUse(Quota.Members, used, limit).State, new QuotaUse(Quota.Members, used, limit).Percent));

    [Fact]
    public void Without_a_limit_or_a_measure_there_is_no_percentage()
    {
        Assert.Equal((QuotaState.Unlimited, null), (new QuotaUse(Quota.Storage, 5, null).State, new QuotaUse(Quota.Storage, 5, null).Percent));
        Assert.Equal((QuotaState.Unknown, null), (new QuotaUse(Quota.Storage, null, 5).State, new QuotaUse(Quota.Storage, null, 5).Percent));
    }

    [Fact]
    public async Task Owners_and_admins_are_told_once_when_a_limit_is_near_and_once_when_it_is_reached()
    {
        var acme = await LimitedAcme.With(new(Members: 10));
        var (owner, admin) = (await acme.Staff.Add("Ines Marsh", Role.Owner), await acme.Staff.Add("Ada Roy", Role.Admin));
        var people = new List<Account>();
        for (var i = 0; i < 5; i++) people.Add(await acme.Staff.Add($"P{i} Doe", Role.Recruiter));
        Assert.Equal(0, await Warn());

        people.Add(await acme.Staff.Add("Eight Doe", Role.Recruiter));
        Assert.Equal((1, 0), (await Warn(), await Warn()));
        Assert.Equal(["Acme is near a limit of its own"], (await acme.Mails()).Select(m => m.Subject).Distinct());
        Assert.Equal([admin.Email, owner.Email], (await acme.Mails()).Select(m => m.ToAddress).Order());
        Assert.All(await acme.Mails(), m => Assert.Contains("Members, open invitations included: 8 of 10, the limit for Acme alone.", m.Text, StringComparison.Ordinal));
        Assert.All(await acme.Mails(), m => Assert.Contains("https://ella.example.com/settings/usage", m.Text, StringComparison.Ordinal));

        for (var i = 0; i < 2; i++) people.Add(await acme.Staff.Add($"Q{i} Doe", Role.Recruiter));
        Assert.Equal((1, 0), (await Warn(), await Warn()));
        Assert.Equal(2, (await acme.Mails()).Count(m => m.Subject == "Acme has reached a limit of its own"));

        // A step back over the line and forward again is no news; room, and then none, is.
        await Remove(1);
        Assert.Equal(0, await Warn());
        people.Add(await acme.Staff.Add("Back Doe", Role.Recruiter));
        Assert.Equal(0, await Warn());
        await Remove(5);
        Assert.Equal(0, await Warn());
        for (var i = 0; i < 3; i++) await acme.Staff.Add($"R{i} Doe", Role.Recruiter);
        Assert.Equal(1, await Warn());
        // Another limit is another matter.
        await acme.Limit(new(Members: 9));
        Assert.Equal(1, await Warn());

        Task<int> Warn() => acme.Warn.Run(Acme.Id, LimitedAcme.Page, Ct);

        async Task Remove(int count)
        {
            for (; count > 0; count--)
            {
                (await acme.Staff.Remove.Run(Acme.As(Role.Owner), people[^1].Id, Ct)).Value();
                people.RemoveAt(people.Count - 1);
            }
        }
    }

    [Fact]
    public async Task A_mail_says_whose_limit_it_is()
    {
        var acme = new LimitedAcme(await Acme.Open());
        var team = await acme.Plan("Team", new(Members: 5, Assessments: 1));
        await acme.Staff.Add("Ines Marsh", Role.Owner);
        for (var i = 0; i < 3; i++) await acme.Staff.Add($"P{i} Doe", Role.Recruiter);
        var published = (await acme.Usage.Run(Acme.As(Role.Admin), Ct)).Value().Quotas.Single(q => q.Quota == Quota.Assessments).Used;
        Assert.Equal(1, published);

        // The plan's, of which the company has one in place of its own.
        await Told(team, [new(Quota.Assessments, null)], "Acme is near a limit of its plan Team", "Members, open invitations included: 4 of 5, the limit of the plan Team.");
        await Told(team, [new(Quota.Members, 4)], "Acme has reached limits", "Members, open invitations included: 4 of 4, the limit for Acme alone.\nActive assessments: 1 of 1, the limit of the plan Team.");
        await Told(null, [new(Quota.Members, 3)], "Acme has reached a limit of its own", "Members, open invitations included: 4 of 3, the limit for Acme alone.");

        async Task Told(Plan? plan, OwnLimit[] own, string subject, string lines)
        {
            var before = (await acme.Mails()).Select(m => m.Id).ToHashSet();
            (await acme.Choose.Run(LimitedAcme.Operator, Acme.Id, plan?.Id, own, Ct)).Value();
            await acme.Warn.Run(Acme.Id, LimitedAcme.Page, Ct);
            var mail = (await acme.Mails()).Single(m => !before.Contains(m.Id));
            Assert.Equal(subject, mail.Subject);
            Assert.Contains(lines, mail.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_small_limit_is_told_of_once_too_and_one_of_nothing_never()
    {
        var acme = await LimitedAcme.With(new(Members: 5, Executions: 0));
        await acme.Staff.Add("Ines Marsh", Role.Owner);
        var last = await acme.Staff.Add("P Doe", Role.Recruiter);
        for (var i = 0; i < 3; i++) last = await acme.Staff.Add($"Q{i} Doe", Role.Recruiter);
        Assert.Equal(1, await Warn());

        // One of five less is 80 %: not room enough for it to be news again.
        (await acme.Staff.Remove.Run(Acme.As(Role.Owner), last.Id, Ct)).Value();
        Assert.Equal(0, await Warn());
        await acme.Staff.Add("Back Doe", Role.Recruiter);
        Assert.Equal(0, await Warn());
        acme.Acme.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await Warn());
        Assert.DoesNotContain((await acme.Usage.Run(Acme.As(Role.Admin), Ct)).Value().Warnings, use => use.Quota == Quota.Executions);

        Task<int> Warn() => acme.Warn.Run(Acme.Id, LimitedAcme.Page, Ct);
    }

    [Fact]
    public async Task What_nobody_could_be_told_yet_is_told_to_the_first_owner()
    {
        var acme = await LimitedAcme.With(new(Assessments: 1));
        Assert.Equal(0, await acme.Warn.Run(Acme.Id, LimitedAcme.Page, Ct));
        var owner = await acme.Staff.Add("Ines Marsh", Role.Owner);

        Assert.Equal(1, await acme.Warn.Run(Acme.Id, LimitedAcme.Page, Ct));

        var mail = Assert.Single(await acme.Mails());
        // Of those who look after the company alone, and so found when its reader is erased.
        Assert.Equal((owner.Email, Permission.ManageCompany), (mail.ToAddress, mail.Personal));
    }

    [Fact]
    public async Task Nothing_is_written_into_a_company_that_goes()
    {
        var acme = new LimitedAcme(await Acme.Open());
        var company = (await acme.Acme.Documents.Get<Company>(Company.Key(acme.Acme.System), Ct))!;
        Assert.True(await acme.Acme.Documents.Commit([Change.Update(company, company.Value with { Deletion = new("olu", "over", acme.Acme.Clock.GetUtcNow(), acme.Acme.Clock.GetUtcNow(), null) })], [], Ct));

        Assert.Equal("company-deletion", (await acme.Storage.Run(LimitedAcme.Operator, Acme.Id, Ct)).Code());
        await acme.Storage.Measure(acme.Acme.System, MeasureStorage.Most, Ct);

        Assert.DoesNotContain(acme.Acme.Data.Documents.Keys, key => key.Collection == StorageUse.Collection);
    }

    [Fact]
    public async Task Several_who_tell_it_at_once_send_one_mail()
    {
        var acme = await LimitedAcme.With(new(Assessments: 1));
        await acme.Staff.Add("Ines Marsh", Role.Owner);

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => acme.Warn.Run(Acme.Id, LimitedAcme.Page, Ct), Ct)));

        Assert.Equal(1, told.Sum());
        Assert.Single(await acme.Mails());
    }

    [Fact]
    public async Task Executions_are_told_of_anew_each_day()
    {
        var acme = await LimitedAcme.With(new(Executions: 1));
        await acme.Staff.Add("Ines Marsh", Role.Owner);
        for (var day = 0; day < 2; day++)
        {
            var attempt = (await acme.Acme.Start.Run(await acme.Acme.InviteAnn(), consent: true, Acme.Browser, Ct)).Value();
            (await acme.Acme.Submit(attempt, acme.Acme.Sum, $"passes {day}")).Value();
            await acme.Keep.Run(LimitedAcme.Page, Ct);
            await acme.Keep.Run(LimitedAcme.Page, Ct);
            Assert.Equal(day + 1, (await acme.Mails()).Count(m => m.Text.Contains("Executions today (UTC): 1 of 1", StringComparison.Ordinal)));
            acme.Acme.Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task What_brings_a_limit_near_says_so_in_its_commit()
    {
        var acme = await LimitedAcme.With(new(Members: 5, Assessments: 2, Executions: 10));
        await acme.Staff.Add("Ines Marsh", Role.Owner);
        for (var i = 0; i < 2; i++) await acme.Staff.Invited($"p{i}@example.com");
        Assert.DoesNotContain("ella.quota-neared", acme.Acme.Events());

        await acme.Staff.Invited("fourth@example.com");
        (await acme.Acme.Publish.Run(acme.Acme.Recruiter, (await acme.Acme.Draft()).Id, Ct)).Value();

        Assert.Equal(2, acme.Acme.Events().Count(e => e == "ella.quota-neared"));
    }

    [Fact]
    public async Task Warnings_are_for_owners_and_admins_and_usage_of_others_for_the_platforms_admins()
    {
        var acme = await LimitedAcme.With(new(Assessments: 1));

        Assert.Equal([Quota.Assessments], (await acme.Usage.Warnings(Acme.As(Role.Owner), Ct)).Value().Select(w => w.Quota));
        Assert.Empty((await acme.Usage.Warnings(Acme.As(Role.Recruiter), Ct)).Value());
        Assert.Equal("forbidden", (await acme.Usage.Run(Acme.As(Role.Recruiter), Ct)).Code());
        Assert.Equal("forbidden", (await acme.Usage.Of(Acme.As(Role.Owner), Acme.Id, Ct)).Code());
        foreach (var missing in (CompanyId[])[new("nowhere"), CompanyId.Platform])
            Assert.Equal("not-found", (await acme.Usage.Of(LimitedAcme.Operator, missing, Ct)).Code());
        Assert.Equal(Quota.Assessments, (await acme.Usage.Of(LimitedAcme.Operator, Acme.Id, Ct)).Value().Fullest?.Quota);
    }
}
