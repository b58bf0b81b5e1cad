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

    Task Closed(ClosedView closed);
}

/// <summary>Carries results, the clock and messages to the pages of one attempt. Nothing is sent up: saves and submissions go by HTTP.</summary>
public sealed class AttemptHub(CandidateSessions sessions, ReadAttempt attempts, TimeProvider clock) : Hub<IAttemptClient>
{
    public override async Task OnConnectedAsync()
    {
        if (Context.GetHttpContext() is { } http
            && Guid.TryParse(http.Request.Query["attempt"], out var id)
            && sessions.Find(http, new(id)) is { } actor
            && (await attempts.Run(actor, new(id), Context.ConnectionAborted)).Ok(out var attempt, out _))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, LiveTopics.Attempt(attempt.Id));
            await Clients.Caller.Clock(ClockView.Of(attempt, clock.GetUtcNow()));
            return;
        }

        Context.Abort();
    }
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
            AttemptMoved { State: not AttemptState.InProgress } moved => page.Closed(new($"/attempts/{moved.Attempt.Value:N}/done")),
            _ => Task.CompletedTask,
        };
    }
}
