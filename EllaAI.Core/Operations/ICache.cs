namespace EllaAI.Core.Operations;

/// <summary>
/// Remembers what is dear to read, for showing. Never asked for what decides about an attempt, a deadline, a verdict or a
/// permission: it may be behind by as long as another replica takes to tell, and without Redis it is this process's alone.
/// </summary>
public interface ICache
{
    /// <summary>
    /// What is remembered, else what <paramref name="make"/> reads; however many ask at once, it reads once.
    /// What was forgotten while it was read is returned, but not kept.
    /// </summary>
    /// <param name="make">Its result is shared by all who ask: nobody may change it.</param>
    ValueTask<T> GetOrSet<T>(CacheKey key, CachePolicy policy, Func<CancellationToken, Task<T>> make, CancellationToken ct);

    /// <summary>Here at once, and on other replicas within a second.</summary>
    ValueTask Forget(CacheKey key, CancellationToken ct);

    /// <summary>Everything of this subject, or of this company. Never throws because another replica could not be told.</summary>
    ValueTask Forget(CacheTag tag, CancellationToken ct);
}
