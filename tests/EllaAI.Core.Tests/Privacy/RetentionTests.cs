using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Privacy;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Privacy;

public sealed class RetentionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_erased_where_nobody_said_so()
    {
        var people = await Finished(25);
        people.Acme.Clock.Advance(TimeSpan.FromDays(5_000));

        Assert.Equal(0, await people.Old.Everywhere(Ct));
        Assert.Null((await people.Retention.Read(Acme.As(Role.Viewer), Ct)).Value().RetentionDays);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(3651)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_time_has_bounds(int days)
    {
        var people = new People(await Acme.Open());

        Assert.Equal("invalid-days", (await people.Retention.Run(people.Admin, days, true, Ct)).Code());
        Assert.Equal("invalid-days", (await people.Retention.Preview(people.Admin, days, Ct)).Code());
        Assert.Equal("forbidden", (await people.Retention.Run(people.Acme.Recruiter, 30, true, Ct)).Code());
    }

    [Fact]
    public async Task What_a_shorter_time_erases_is_told_before_it_is_saved()
    {
        var people = await Finished(3);
        people.Acme.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(3, (await people.Retention.Preview(people.Admin, 30, Ct)).Value());
        Assert.Equal(0, (await people.Retention.Preview(people.Admin, 60, Ct)).Value());
        Assert.Equal("retention-erases", (await people.Retention.Run(people.Admin, 30, erases: false, Ct)).Code());
        Assert.Equal(60, (await people.Retention.Run(people.Admin, 60, erases: false, Ct)).Value().RetentionDays);
        Assert.Equal(0, await people.Old.Everywhere(Ct));
        Assert.Equal(30, (await people.Retention.Run(people.Admin, 30, erases: true, Ct)).Value().RetentionDays);
    }

    [Fact]
    public async Task What_is_old_goes_in_portions_with_one_receipt_a_day_and_what_is_new_stays()
    {
        var people = await Finished(45);
        (await people.Retention.Run(people.Admin, 30, erases: true, Ct)).Value();
        people.Acme.Clock.Advance(TimeSpan.FromDays(31));
        var fresh = await people.Invited("person-1@example.com", "Person 1");
        var open = (await people.Acme.Start.Run(await people.Invited("open@example.com", "Open Hand"), true, Acme.Browser, Ct)).Value();

        Assert.Equal(45, await people.Old.Everywhere(Ct));
        Assert.Equal(0, await people.Old.Everywhere(Ct));

        var receipt = Assert.Single((await people.Erasures.Run(people.Admin, "", Ct)).Value().Items);
        Assert.Equal((ErasureKind.Retention, 45, 45, 45), (receipt.Kind, receipt.Counts["attempt"], receipt.Counts["invitation"], receipt.Counts["mail"]));
        Assert.Equal("Person 1", (await people.Acme.OpenLink.Run(fresh, Ct)).Value().Invitation.Name);
        Assert.Equal(AttemptState.InProgress, (await people.Acme.Read(open)).State);
        Assert.Empty(People.Left(people.Acme.Data, "person-2@example.com"));
    }

    [Fact]
    public async Task Killed_before_any_commit_it_goes_on()
    {
        for (var (commit, killed) = (1, true); killed; commit++)
        {
            var people = await Finished(3);
            (await people.Retention.Run(people.Admin, 30, erases: true, Ct)).Value();
            people.Acme.Clock.Advance(TimeSpan.FromDays(31));
            killed = false;
            try
            {
                await new People(people.Acme, new KilledStore(people.Acme.Documents, commit)).Old.Everywhere(Ct);
            }
            catch (KilledException)
            {
                killed = true;
            }

            await people.Old.Everywhere(Ct);
            Assert.Empty(People.Left(people.Acme.Data, "person-", "Person "));
            Assert.Equal(3, Assert.Single((await people.Erasures.Run(people.Admin, "", Ct)).Value().Items).Counts["attempt"]);
        }
    }

    [Fact]
    public async Task What_is_still_being_judged_stays_until_it_is()
    {
        var people = new People(await Acme.Open());
        (await people.Retention.Run(people.Admin, 30, erases: true, Ct)).Value();
        var attempt = (await people.Acme.Start.Run(await people.Invited("ann@example.com", "Ann Lee"), true, Acme.Browser, Ct)).Value();
        (await people.Acme.Workbooks.Run(Acme.Candidate(attempt), attempt.Id, Ct)).Value();
        (await people.Acme.Submit(attempt, people.Acme.Sum, "x = 1")).Value();
        (await people.Acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct)).Value();
        people.Acme.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(0, await people.Old.Everywhere(Ct));
        await people.Acme.RunQueue();
        Assert.Equal(1, await people.Old.Everywhere(Ct));
    }

    private static async Task<People> Finished(int attempts)
    {
        var people = new People(await Acme.Open());
        for (var i = 1; i <= attempts; i++)
        {
            var attempt = (await people.Acme.Start.Run(await people.Invited($"person-{i}@example.com", $"Person {i}"), true, Acme.Browser, Ct)).Value();
            (await people.Acme.Workbooks.Run(Acme.Candidate(attempt), attempt.Id, Ct)).Value();
            (await people.Acme.Submit(attempt, people.Acme.Sum, "x = 1")).Value();
            await people.Acme.RunQueue();
            (await people.Acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct)).Value();
        }

        return people;
    }
}
