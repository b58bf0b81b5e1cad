namespace EllaAI.Core.Execution;

/// <summary>One worker among several, as it was last heard of.</summary>
/// <param name="Name">Its address; for people.</param>
/// <param name="Problem">Why it is left out; empty when it is not.</param>
/// <param name="Ours">Runs of this process on it, waiting ones included.</param>
public sealed record WorkerStatus(string Name, string Problem, int Capacity, int Running, int Queued, int Ours);
