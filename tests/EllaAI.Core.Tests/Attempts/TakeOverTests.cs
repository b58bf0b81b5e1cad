using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Execution;
using EllaAI.Core.Reports;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Attempts;

/// <summary>An attempt goes from one device to another.</summary>
public sealed class TakeOverTests
{
    private static readonly Arrival _second = new(SeatId.New());
    private static readonly Arrival _third = new(SeatId.New());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_device_has_it_and_every_call_of_the_first_is_refused()
    {
        var (acme, token, attempt) = await Started();
        var first = await Page.Open(acme, attempt);
        (await first.Send(Page.Whole(acme.Sum, "typed on the first"))).Value();

        var seated = (await acme.TakeOver.ByLink(token, _second, 0, Ct)).Value();

        Assert.Equal((true, 1), (seated.Held, seated.Handovers));
        var (was, id) = (Acme.Candidate(attempt), attempt.Id);
        Assert.Equal("seat-taken", (await acme.Workbooks.Run(was, id, Ct)).Code());
        Assert.Equal("seat-taken", (await first.Send(Page.Whole(acme.Sum, "later"))).Code());
        Assert.Equal("seat-taken", (await acme.Submit(attempt, acme.Sum, "passes 1")).Code());
        Assert.Equal("seat-taken", (await acme.Executions.One(was, id, new(Guid.NewGuid()), Ct)).Code());
        Assert.Equal("seat-taken", (await acme.Close.Run(was, id, CloseReason.Finished, Ct)).Code());
        Assert.Equal("seat-taken", (await acme.TakeOver.Release(was, id, Ct)).Code());
        Assert.Equal("typed on the first", await acme.DraftOf(attempt, acme.Sum));
        Assert.Equal(1, Assert.Single(acme.Live.Of<SeatTaken>(LiveTopics.Attempt(id))).Handovers);
    }

    [Fact]
    public async Task What_the_first_device_sends_too_late_is_kept_beside_the_answers()
    {
        var (acme, token, attempt) = await Started();
        var first = await Page.Open(acme, attempt);
        (await first.Send(Page.Whole(acme.Sum, "in time"))).Value();
        (await acme.TakeOver.ByLink(token, _second, 0, Ct)).Value();

        Assert.Equal("seat-taken", (await first.Send(2, Page.Whole(acme.Sum, "too late"))).Code());
        Assert.Equal("seat-taken", (await first.Send(2, Page.Whole(acme.Sum, "too late"))).Code());

        var key = acme.System.Key(JournalChunk.Collection, JournalChunk.Key(attempt.Id, new(first.Epoch, 2, [])));
        Assert.Equal(BatchStatus.Superseded, (await acme.Documents.Get<JournalChunk>(key, Ct))!.Value.Status);
        Assert.Equal("in time", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task A_device_that_lost_it_cannot_write_where_the_holders_batch_belongs()
    {
        var (acme, token, attempt) = await Started();
        (await acme.TakeOver.ByLink(token, _second, 0, Ct)).Value();
        var holder = Actor.Candidate(Acme.Id, attempt.Id, _second.Seat);
        var epoch = (await acme.Workbooks.Run(holder, attempt.Id, Ct)).Value().Workbook.Epoch;

        Assert.Equal("seat-taken", (await acme.Journal.Run(Acme.Candidate(attempt), attempt.Id, new(epoch, 1, [Page.Whole(acme.Sum, "not mine")]), Ct)).Code());
        (await acme.Journal.Run(holder, attempt.Id, new(epoch, 1, [Page.Whole(acme.Sum, "mine")]), Ct)).Value();

        Assert.Equal("mine", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task Of_two_devices_that_take_over_at_once_exactly_one_has_it()
    {
        var (acme, token, attempt) = await Started();

        var answers = await Task.WhenAll(new[] { _second, _third }.Select(a => Task.Run(() => acme.TakeOver.ByLink(token, a, 0, Ct), Ct)));

        Assert.Single(answers, a => a.Ok(out _, out _));
        Assert.Single(answers, a => !a.Ok(out _, out var problem) && problem.Code == "seat-moved");
        var seats = new[] { Acme.Browser, _second, _third }.Select(a => Actor.Candidate(Acme.Id, attempt.Id, a.Seat));
        var held = 0;
        foreach (var seat in seats) held += (await acme.TakeOver.Look(seat, attempt.Id, Ct)).Value().Held ? 1 : 0;
        Assert.Equal(1, held);
    }

    [Fact]
    public async Task The_first_device_takes_it_back_and_the_log_tells_both()
    {
        var (acme, token, attempt) = await Started();
        (await acme.TakeOver.ByLink(token, _second, 0, Ct)).Value();

        var back = (await acme.TakeOver.Run(Acme.Candidate(attempt), attempt.Id, 1, Ct)).Value();

        Assert.Equal((true, 2), (back.Held, back.Handovers));
        var told = acme.Data.Events.Where(e => e.Name() == "ella.audited").Select(e => e.Data.Deserialize<Audited>(DocumentJson.Options)!).Where(e => e.Action == AuditAction.AttemptTakenOver).ToArray();
        Assert.Equal([("device 1", "device 2"), ("device 2", "device 3")], told.Select(e => (e.Before, e.After)));
        var shown = (await new ShowResult(acme.Documents, acme.Attempts, acme.Shown, acme.Executions).Run(acme.Recruiter, attempt.Id, Ct)).Value();
        Assert.Equal((2, acme.Clock.GetUtcNow()), (shown.Handovers, shown.HandedOverAt));
        Assert.All(told, e => Assert.Equal(("candidate", $"attempt/{attempt.Id.Value:N}"), (e.Actor, e.Target)));
    }

    [Fact]
    public async Task The_same_browser_asking_twice_gets_it_once()
    {
        var (acme, token, _) = await Started();

        (await acme.TakeOver.ByLink(token, _second, 0, Ct)).Value();
        var again = (await acme.TakeOver.ByLink(token, _second, 0, Ct)).Value();

        Assert.Equal((true, 1), (again.Held, again.Handovers));
    }

    [Fact]
    public async Task An_attempt_from_before_there_were_seats_goes_on_with_its_old_cookie()
    {
        var acme = await Acme.Open();
        var attempt = (await acme.Start.Run(await acme.InviteAnn(), consent: true, new(default), Ct)).Value();
        var old = Actor.Candidate(Acme.Id, attempt.Id, default);

        (await acme.Workbooks.Run(old, attempt.Id, Ct)).Value();
        (await acme.Request.Run(old, attempt.Id, Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 1"), Ct)).Value();
    }

    [Fact]
    public async Task Start_pressed_on_another_device_leads_to_the_question_and_not_into_the_attempt()
    {
        var (acme, token, attempt) = await Started();

        Assert.Equal("seat-taken", (await acme.Start.Run(token, consent: true, _second, Ct)).Code());
        Assert.True((await acme.TakeOver.Look(Acme.Candidate(attempt), attempt.Id, Ct)).Value().Held);
    }

    [Fact]
    public async Task Nobody_takes_over_what_has_ended()
    {
        var (acme, token, attempt) = await Started();
        (await acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct)).Value();

        Assert.Equal("attempt-closed", (await acme.TakeOver.ByLink(token, _second, 0, Ct)).Code());
    }

    private static async Task<(Acme Acme, string Token, Attempt Attempt)> Started()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();
        return (acme, token, (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Value());
    }
}
