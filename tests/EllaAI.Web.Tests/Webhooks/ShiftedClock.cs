namespace EllaAI.Web.Tests.Webhooks;

/// <summary>The machine's clock, that can be set forward: what is due later is due now, and nobody waits for it.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _ticks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
}
