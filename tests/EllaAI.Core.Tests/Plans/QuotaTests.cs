using System.Globalization;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Members;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Plans;

/// <summary>What begins something is refused at a limit, in one sentence; what was begun goes on.</summary>
public sealed class QuotaTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_who_publish_at_once_at_a_limit_of_ten_end_with_exactly_ten()
    {
        var acme = await LimitedAcme.With(new(Assessments: 10));
        var drafts = new List<AssessmentId>();
        for (var i = 0; i < 50; i++) drafts.Add((await acme.Acme.Draft()).Id);

        var done = await Task.WhenAll(drafts.Select(id => Task.Run(() => acme.Acme.Publish.Run(acme.Acme.Recruiter, id, Ct), Ct)));

        // One was published before.
        Assert.Equal(9, done.Count(r => r.Ok(out _, out _)));
        Assert.All(done.Where(r => !r.Ok(out _, out _)), r => Assert.Equal("quota-assessments", r.Code()));
        Assert.Equal(new QuotaUse(Quota.Assessments, 10, 10), await acme.Use(Quota.Assessments));
    }

    [Fact]
    public async Task Fifty_who_are_invited_at_once_at_a_limit_of_ten_end_with_exactly_ten_places()
    {
        var acme = await LimitedAcme.With(new(Members: 10));
        await acme.Staff.Add("Ines Marsh", Role.Owner);

        var done = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => acme.Staff.Invite.Run(Acme.As(Role.Owner), $"p{i}@example.com", Role.Viewer, Acme.Site, Ct), Ct)));

        Assert.Equal(9, done.Count(r => r.Ok(out _, out _)));
        Assert.All(done.Where(r => !r.Ok(out _, out _)), r => Assert.Equal("quota-members", r.Code()));
        Assert.Equal(new QuotaUse(Quota.Members, 10, 10), await acme.Use(Quota.Members));
    }

    [Fact]
    public async Task Of_two_who_invite_somebody_to_the_last_place_the_one_who_comes_second_is_told_that_it_is_gone()
    {
        var acme = await LimitedAcme.With(new(Members: 2));
        await acme.Staff.Add("Ines Marsh", Role.Owner);
        // Both have seen a free place when the first of them writes.
        acme.Acme.Documents.BeforeNextCommit(() => acme.Staff.Invited("ann@example.com"));

        Assert.Equal("quota-members", (await acme.Staff.Invite.Run(Acme.As(Role.Owner), "bob@example.com", Role.Viewer, Acme.Site, Ct)).Code());
        Assert.Equal(new QuotaUse(Quota.Members, 2, 2), await acme.Use(Quota.Members));
    }

    [Fact]
    public async Task An_invitation_keeps_its_place_until_it_is_followed_revoked_or_expired()
    {
        var acme = await LimitedAcme.With(new(Members: 2));
        await acme.Staff.Add("Ines Marsh", Role.Owner);
        var invited = await acme.Staff.Invited("ann@example.com");
        Assert.Equal("quota-members", (await acme.Staff.Invite.Run(Acme.As(Role.Owner), "bob@example.com", Role.Viewer, Acme.Site, Ct)).Code());
        // The place is hers already.
        (await acme.Staff.Join.Run(await acme.Staff.Account("Ann Lee"), invited.Link.Segments[^1], Ct)).Value();
        Assert.Equal(new QuotaUse(Quota.Members, 2, 2), await acme.Use(Quota.Members));

        await acme.Limit(new(Members: 3));
        var second = await acme.Staff.Invited("bob@example.com");
        (await new RevokeMemberInvitation(acme.Acme.Documents, acme.Acme.Clock).Run(Acme.As(Role.Owner), second.Invitation.Id, Ct)).Value();
        await acme.Staff.Invited("cleo@example.com");
        acme.Acme.Clock.Advance(MemberInvitation.Open);
        await acme.Staff.Invited("dora@example.com");
    }

    [Fact]
    public async Task A_lowered_limit_takes_nobody_out_and_lets_nobody_in()
    {
        var acme = await LimitedAcme.With(new(Members: 5));
        var (owner, mia) = (await acme.Staff.Add("Ines Marsh", Role.Owner), await acme.Staff.Add("Mia Berg", Role.Reviewer));
        var invited = await acme.Staff.Invited("ann@example.com");
        await acme.Limit(new(Members: 1));

        Assert.Equal(new QuotaUse(Quota.Members, 3, 1), await acme.Use(Quota.Members));
        Assert.Equal("quota-members", (await acme.Staff.Join.Run(await acme.Staff.Account("Ann Lee"), invited.Link.Segments[^1], Ct)).Code());
        // It is nothing new to change a role, to send the same invitation again, or to leave.
        (await acme.Staff.Change.Role(Acme.As(Role.Owner), mia.Id, Role.Viewer, Ct)).Value();
        (await acme.Staff.Invite.Again(Acme.As(Role.Owner), invited.Invitation.Id, Acme.Site, Ct)).Value();
        (await acme.Staff.Change.Disable(Acme.As(Role.Owner), mia.Id, Ct)).Value();
        Assert.Equal("quota-members", (await acme.Staff.Change.Enable(Acme.As(Role.Owner), mia.Id, Ct)).Code());
        Assert.NotNull(await acme.Staff.Find(owner));
    }

    [Fact]
    public async Task A_lowered_limit_leaves_what_is_published_and_refuses_what_is_new()
    {
        var acme = await LimitedAcme.With(new(Assessments: 2));
        var second = await acme.Acme.Draft();
        (await acme.Acme.Publish.Run(acme.Acme.Recruiter, second.Id, Ct)).Value();
        await acme.Limit(new(Assessments: 1));

        Assert.Equal("quota-assessments", (await acme.Acme.Publish.Run(acme.Acme.Recruiter, (await acme.Acme.Draft()).Id, Ct)).Code());
        Assert.Equal(200, (await acme.Use(Quota.Assessments)).Percent);
        // To both of them people are invited as before.
        (await acme.Acme.Invite.Run(acme.Acme.Recruiter, second.Id, "Ann Lee", "ann@example.com", Acme.Site, Ct)).Value();
    }

    [Fact]
    public async Task One_that_is_archived_makes_room_and_needs_it_to_come_back()
    {
        var acme = await LimitedAcme.With(new(Assessments: 1));
        var link = await acme.Acme.InviteAnn();
        var (old, draft) = (acme.Acme.Assessment.Id, await acme.Acme.Draft());
        Assert.Equal("assessment-not-published", (await acme.Archive.Run(acme.Acme.Recruiter, draft.Id, Ct)).Code());

        (await acme.Archive.Run(acme.Acme.Recruiter, old, Ct)).Value();
        (await acme.Archive.Run(acme.Acme.Recruiter, old, Ct)).Value();
        Assert.Equal(0, (await acme.Use(Quota.Assessments)).Used);
        (await acme.Acme.Publish.Run(acme.Acme.Recruiter, draft.Id, Ct)).Value();
        Assert.Equal("quota-assessments", (await acme.Archive.Restore(acme.Acme.Recruiter, old, Ct)).Code());

        // Nobody new is invited, and whoever was begins.
        Assert.Equal("assessment-archived", (await acme.Acme.Invite.Run(acme.Acme.Recruiter, old, "Bob Wu", "bob@example.com", Acme.Site, Ct)).Code());
        (await acme.Acme.Start.Run(link, consent: true, Acme.Browser, Ct)).Value();
        (await acme.Archive.Run(acme.Acme.Recruiter, draft.Id, Ct)).Value();
        (await acme.Archive.Restore(acme.Acme.Recruiter, old, Ct)).Value();
        (await acme.Acme.Invite.Run(acme.Acme.Recruiter, old, "Bob Wu", "bob@example.com", Acme.Site, Ct)).Value();
        Assert.Equal(1, (await acme.Use(Quota.Assessments)).Used);
    }

    [Fact]
    public async Task A_company_of_an_earlier_release_is_counted_when_it_publishes_or_by_the_maintenance()
    {
        var acme = new LimitedAcme(await Acme.Open());
        var counter = (await acme.Acme.Documents.Get<CountedAssessments>(Key(), Ct))!;
        Assert.True(await acme.Acme.Documents.Commit([new(counter.Key, null, counter.Version)], [], Ct));
        Assert.Equal(1, (await acme.Use(Quota.Assessments)).Used);
        await acme.Limit(new(Assessments: 1));
        Assert.Equal("quota-assessments", (await acme.Acme.Publish.Run(acme.Acme.Recruiter, (await acme.Acme.Draft()).Id, Ct)).Code());

        // It was refused, so nothing was written.
        await acme.Keep.Run(LimitedAcme.Page, Ct);
        Assert.Equal(1, (await acme.Acme.Documents.Get<CountedAssessments>(Key(), Ct))!.Value.Active);

        // One that is wrong is put right a day later.
        var wrong = (await acme.Acme.Documents.Get<CountedAssessments>(Key(), Ct))!;
        Assert.True(await acme.Acme.Documents.Commit([Change.Update(wrong, new CountedAssessments(7))], [], Ct));
        acme.Acme.Clock.Advance(TimeSpan.FromDays(1));
        await acme.Keep.Run(LimitedAcme.Page, Ct);
        Assert.Equal(1, (await acme.Use(Quota.Assessments)).Used);

        // One that moves while it is looked at is not overwritten.
        await acme.Limit(PlanLimits.None);
        var draft = (await acme.Acme.Draft()).Id;
        wrong = (await acme.Acme.Documents.Get<CountedAssessments>(Key(), Ct))!;
        Assert.True(await acme.Acme.Documents.Commit([Change.Update(wrong, new CountedAssessments(7))], [], Ct));
        acme.Acme.Documents.BeforeNextCommit(async () => (await acme.Acme.Publish.Run(acme.Acme.Recruiter, draft, Ct)).Value());
        Assert.False(await CountedAssessments.Mend(acme.Acme.Documents, acme.Acme.System, Ct));
        Assert.Equal(8, (await acme.Use(Quota.Assessments)).Used);

        DocumentKey Key() => acme.Acme.System.Key(CountedAssessments.Collection, "all");
    }

    [Fact]
    public async Task Candidates_run_and_submit_beyond_the_days_limit_and_programs_do_not()
    {
        var acme = await LimitedAcme.With(new(Executions: 1));
        var attempt = await acme.Acme.StartAttempt();
        for (var i = 0; i < 3; i++)
        {
            (await acme.Acme.Submit(attempt, acme.Acme.Sum, $"passes {i}")).Value();
            await acme.Acme.RunQueue();
        }

        Assert.Equal(new QuotaUse(Quota.Executions, 3, 1), await acme.Use(Quota.Executions));
        Assert.Equal("quota-executions", (await Program(acme)).Code());
        // What stands in the editor at the end is submitted, and counts.
        (await acme.Acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct)).Value();
    }

    [Fact]
    public async Task The_day_ends_at_midnight_in_UTC()
    {
        var acme = await LimitedAcme.With(new(Executions: 1));
        acme.Acme.Clock.SetUtcNow(new(2026, 3, 2, 23, 59, 59, TimeSpan.Zero));
        (await Program(acme)).Value();
        var refused = await Program(acme);
        Assert.False(refused.Ok(out _, out var problem));
        Assert.Equal(1L, problem!.Facts[Problem.RetryAfter]);

        acme.Acme.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Program(acme)).Value();
        Assert.Equal([(1, 1), (2, 1)], (await History(acme)).TakeLast(2).Select((d, i) => (i + 1, (int)d.Count)));

        // Days that are over become one document, and count as before.
        acme.Acme.Clock.Advance(TimeSpan.FromDays(3));
        await acme.Keep.Run(LimitedAcme.Page, Ct);
        Assert.DoesNotContain(acme.Acme.Data.Documents.Keys, k => k.Collection == CountedExecutions.Collection);
        Assert.Equal([1, 1, 0, 0, 0], (await History(acme)).TakeLast(5).Select(d => (int)d.Count));
        Assert.Equal(ShowUsage.Days, (await History(acme)).Count);
    }

    [Fact]
    public async Task Sixty_four_at_once_are_counted_each_and_none_has_to_look_again()
    {
        // Of no other test: which parts are free is of this whole process.
        var (acme, crowd) = (await Acme.Open(), Actor.System(new("crowd")));
        var (now, tallies) = (acme.Clock.GetUtcNow(), Enumerable.Range(0, 64).Select(_ => TallyOfDay.Begin(crowd)).ToList());

        // All look before any writes, as they do when they wait for the same group of commits.
        var changes = new List<Change>();
        foreach (var tally in tallies) changes.Add(await tally.Add(acme.Documents, 1, now, Ct));
        Assert.Equal(64, changes.DistinctBy(c => c.Key).Count());
        foreach (var change in changes) Assert.True(await acme.Documents.Commit([change], [], Ct));

        // One more than there are parts has a spare one, and so has whoever lost a few times against other processes.
        using var late = TallyOfDay.Begin(crowd);
        Assert.True(await acme.Documents.Commit([await late.Add(acme.Documents, 1, now, Ct)], [], Ct));
        tallies.ForEach(t => t.Dispose());
        using var unlucky = TallyOfDay.Begin(crowd);
        var tries = new List<Change>();
        for (var i = 0; i < 4; i++) tries.Add(await unlucky.Add(acme.Documents, 1, now, Ct));
        Assert.Equal([true, true, true, false], tries.Select(t => int.Parse(t.Key.Id[9..], CultureInfo.InvariantCulture) < 16));
        Assert.Equal(65, await CountedExecutions.Of(acme.Documents, crowd, CountedExecutions.Day(now), Ct));
        // And few parts when few come at once.
        using var alone = TallyOfDay.Begin(crowd);
        Assert.True(string.CompareOrdinal((await alone.Add(acme.Documents, 1, now, Ct)).Key.Id[9..], "16") < 0);
    }

    [Fact]
    public async Task Storage_that_is_full_refuses_what_is_new_and_nothing_of_candidates()
    {
        var acme = await LimitedAcme.With(new(Storage: 1_000));
        var link = await acme.Acme.InviteAnn();
        // What was never measured is in nobody's way.
        (await acme.Acme.SaveQuestion.Run(acme.Acme.Recruiter, acme.Acme.Questioned("New", Acme.Case(1, true, 1)), 0, Ct)).Value();
        var measured = (await acme.Storage.Run(LimitedAcme.Operator, Acme.Id, Ct)).Value();
        Assert.True(measured.Bytes > 1_000);

        Assert.Equal("quota-storage", (await acme.Acme.SaveQuestion.Run(acme.Acme.Recruiter, acme.Acme.Questioned("New", Acme.Case(1, true, 1)), 0, Ct)).Code());
        Assert.Equal("quota-storage", (await acme.Acme.SaveAssessment.Run(acme.Acme.Recruiter, acme.Acme.Assessment with { Id = new(Guid.NewGuid()) }, 0, Ct)).Code());
        Assert.Equal("quota-storage", (await acme.Acme.Invite.Run(acme.Acme.Recruiter, acme.Acme.Assessment.Id, "Bob Wu", "bob@example.com", Acme.Site, Ct)).Code());
        Assert.Equal("quota-storage", (await new Core.Companies.SetCompanyLook(acme.Acme.Documents, acme.Acme.Clock).Logo(Acme.As(Role.Admin), Pictures.Png(), Ct)).Code());

        (await acme.Acme.SaveQuestion.Run(acme.Acme.Recruiter, acme.Acme.Sum with { Title = "Sum of two" }, 1, Ct)).Value();
        var attempt = (await acme.Acme.Start.Run(link, consent: true, Acme.Browser, Ct)).Value();
        (await acme.Acme.Submit(attempt, acme.Acme.Sum, "passes 1")).Value();
        await acme.Acme.RunQueue();
        (await acme.Acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct)).Value();
        Assert.Equal(AttemptState.Scored, (await acme.Acme.Read(attempt)).State);
    }

    [Fact]
    public void Each_refusal_names_the_limit_what_is_used_and_who_can_change_it()
    {
        var now = new DateTimeOffset(2026, 3, 2, 23, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [
                "All members that the company may have are there (12 of 10, open invitations included): whoever runs this installation can raise the limit.",
                "All active assessments that the company may have are there (12 of 10): archive one, or ask whoever runs this installation to raise the limit.",
                "All executions that the company may have in a day are used (12 of 10): it begins anew at midnight UTC, and whoever runs this installation can raise the limit.",
                "All storage that the company may use is used (12 bytes of 10 bytes): whoever runs this installation can raise the limit.",
            ],
            PlanLimits.Quotas.Select(q => PlanProblems.Reached(q, 12, 10, now).Detail));
        Assert.Equal(3600L, PlanProblems.Reached(Quota.Executions, 12, 10, now).Facts[Problem.RetryAfter]);
    }

    private static async Task<List<DayOfExecutions>> History(LimitedAcme acme) => (await acme.Usage.History(Acme.As(Role.Admin), Ct)).Value();

    private static Task<Result<RequestedExecution>> Program(LimitedAcme acme) => new RunOnQuestion(acme.Acme.Documents, acme.Acme.Clock).Start(
        Actor.Program(Acme.Id, new(Guid.NewGuid()), [Core.Api.ApiScopes.RunExecutions]), Acme.Order(ExecutionKind.Submit, acme.Acme.Sum, "passes 1"), Ct);
}
