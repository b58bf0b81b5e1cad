using EllaAI.Core.Operations;

namespace EllaAI.Core.Attempts;

/// <summary>How long the device that has an attempt may take to send what it holds, before another one gets it all the same.</summary>
public sealed record HandoverPatience(TimeSpan Value)
{
    public static HandoverPatience Default { get; } = new(TimeSpan.FromSeconds(2));
}

/// <summary>What devices tell each other when an attempt goes from one to another. Best effort: who may write is decided by the workbook alone.</summary>
public sealed class Handover(ILiveMessages live, HandoverPatience patience, TimeProvider clock)
{
    /// <summary>Asks the device that has it to send what it holds. Ends when it has, or when it does not answer.</summary>
    public async Task Ask(AttemptId id, int handovers, CancellationToken ct)
    {
        if (patience.Value == TimeSpan.Zero) return;
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = live.Subscribe(LiveTopics.Attempt(id), message =>
        {
            if (message is SeatReleased answer && answer.Handovers == handovers) released.TrySetResult();
            return Task.CompletedTask;
        });
        await live.Publish(LiveTopics.Attempt(id), new SeatAsked(handovers), ct);
        await Task.WhenAny(released.Task, Task.Delay(patience.Value, clock, ct));
        ct.ThrowIfCancellationRequested();
    }

    public ValueTask Released(AttemptId id, int handovers, CancellationToken ct) => live.Publish(LiveTopics.Attempt(id), new SeatReleased(handovers), ct);

    public ValueTask Taken(AttemptId id, SeatId seat, int handovers, CancellationToken ct) => live.Publish(LiveTopics.Attempt(id), new SeatTaken(seat, handovers), ct);
}
