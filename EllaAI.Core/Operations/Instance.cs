using EllaAI.Core.Storage;

namespace EllaAI.Core.Operations;

/// <summary>One process of the product, as the others see it. What it had taken up is free for the others once it is not alive any more.</summary>
/// <param name="Id">Random, new with each start.</param>
/// <param name="AliveUntil">Moved on while it runs. The machines' clocks may differ by a few seconds, not by <see cref="Lease"/>.</param>
public sealed record Instance(string Id, DateTimeOffset StartedAt, DateTimeOffset AliveUntil)
{
    public const string Collection = "instance";

    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    public static IndexSpec Oldest { get; } = new(Collection, "instance-oldest", [], "startedAt");
}

/// <summary>Who this process is.</summary>
/// <param name="Alone">No other process can work on this store: all that is found taken up was taken up by somebody who is gone.</param>
public sealed record ThisInstance(string Id, bool Alone)
{
    public Underway Underway { get; } = new();

    public static ThisInstance New(bool alone) => new(Guid.NewGuid().ToString("N"), alone);
}
