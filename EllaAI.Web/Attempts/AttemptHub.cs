using EllaAI.Core.Attempts;
using EllaAI.Core.Operations;
using EllaAI.Web.Adapters.Memory;
using Microsoft.AspNetCore.SignalR;

namespace EllaAI.Web.Attempts;

/// <summary>What the candidate's page hears.</summary>
public interface IAttemptClient
{
    Task Execution(ExecutionView execution);

    Task Compiled(CompiledView compiled);

    Task Test(TestedView tested);

    Task Clock(ClockView clock);

    Task Superseded(SupersededView superseded);

    Task SeatAsked(SeatView seat);

    Task SeatTaken(SeatView seat);

    Task Closed(ClosedView closed);
}

/// <summary>
/// Carries results, the clock and messages to the pages of one attempt, on the device that has it. Nothing is sent up: saves and submissions go by HTTP.
/// </summary>
public sealed class AttemptHub(
    CandidateSessions sessions, TakeOver seats, ILiveMessages live, IHubContext<AttemptHub> hub, IHostApplicationLifetime life, TimeProvider clock) : Hub<IAttemptClient>
{
    public override async Task OnConnectedAsync()
    {
        if (Context.GetHttpContext() is not { } http
            || !Guid.TryParse(http.Request.Query["attempt"], out var id)
            || sessions.Find(http, new(id)) is not { Seat: { } seat } actor
            || !(await seats.Look(actor, new(id), Context.ConnectionAborted)).Ok(out var seated, out _))
        {
            Context.Abort();
            return;
        }

        if (seated.Held) await Listen(seated.Attempt, seat);
        // Asked again, now that a change would be heard.
        if ((await seats.Look(actor, new(id), Context.ConnectionAborted)).Ok(out var now, out _) && !now.Held) await Leave(now);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (!Context.Items.TryGetValue(typeof(Listening), out var item) || item is not Listening listening) return;
        listening.Subscription.Dispose();
        // A browser says good-bye when its page goes; a network that fails and a server that ends do not count as that.
        if (exception is null && !life.ApplicationStopping.IsCancellationRequested) await live.Publish(listening.Topic, new PageClosed(), default);
    }

    private async Task Leave(Seated seated)
    {
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, LiveTopics.Attempt(seated.Attempt.Id));
        await Clients.Caller.SeatTaken(new(seated.Handovers));
    }

    private async Task Listen(Attempt attempt, SeatId seat)
    {
        var (topic, connection) = (LiveTopics.Attempt(attempt.Id), Context.ConnectionId);
        Context.Items[typeof(Listening)] = new Listening(topic, live.Subscribe(topic, message => message switch
        {
            // Another device has it, and from then on this one hears nothing.
            SeatTaken taken when taken.Seat != seat => hub.Groups.RemoveFromGroupAsync(connection, topic),
            PageSought => live.Publish(topic, new PageOpen(), default).AsTask(),
            _ => Task.CompletedTask,
        }));
        await live.Publish(topic, new PageOpen(), Context.ConnectionAborted);
        await Groups.AddToGroupAsync(connection, topic);
        await Clients.Caller.Clock(ClockView.Of(attempt, clock.GetUtcNow()));
    }

    private sealed record Listening(string Topic, IDisposable Subscription);
}

/// <summary>Live messages of attempts, on to the hub group of the same name.</summary>
internal sealed class AttemptBridge(IHubContext<AttemptHub, IAttemptClient> hub) : ILiveBridge
{
    public Task Forward(string topic, object message, CancellationToken ct)
    {
        var page = hub.Clients.Group(topic);
        return message switch
        {
            ExecutionMoved moved => page.Execution(ExecutionView.Of(moved.Execution, moved.Question)),
            ExecutionCompiled compiled => page.Compiled(new(compiled.Execution.Value.ToString("N"), CompileView.Of(compiled.Compile))),
            TestRan ran => page.Test(new(ran.Execution.Value.ToString("N"), TestView.Of(ran.Test, ran.Outcome, ran.Compared))),
            WriterSuperseded superseded => page.Superseded(new(superseded.Epoch)),
            SeatAsked asked => page.SeatAsked(new(asked.Handovers)),
            SeatTaken taken => page.SeatTaken(new(taken.Handovers)),
            AttemptMoved { State: not AttemptState.InProgress } moved => page.Closed(new($"/attempts/{moved.Attempt.Value:N}/done")),
            _ => Task.CompletedTask,
        };
    }
}
