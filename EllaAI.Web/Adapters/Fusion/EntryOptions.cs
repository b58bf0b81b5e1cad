using EllaAI.Core.Operations;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace EllaAI.Web.Adapters.Fusion;

/// <summary>The times around those of <see cref="CachePolicy"/>, in one place.</summary>
internal static class EntryOptions
{
    public const string Prefix = "ella:";

    /// <summary>What FusionCache puts before a tag's own entry.</summary>
    public const string TagMark = "__fc:t:";

    /// <summary>Values of weight 1 that a process keeps.</summary>
    public const int Room = 20_000;

    /// <summary>A message that another replica sent while Redis was away never arrives: for so long a replica believes its own copy at most.</summary>
    private static readonly TimeSpan _ownCopy = TimeSpan.FromMinutes(1);

    /// <summary>A slow store is waited for; past the first the last value is shown, past the second nobody waits any more.</summary>
    private static readonly TimeSpan _softFactory = TimeSpan.FromSeconds(2), _hardFactory = TimeSpan.FromSeconds(30);

    /// <summary>Redis is asked only while that is quick. The hard one lies above the circuit's, so that a timeout counts as a failure.</summary>
    private static readonly TimeSpan _softShared = TimeSpan.FromMilliseconds(100), _hardShared = TimeSpan.FromMilliseconds(600);

    /// <summary>Longer than anything that a tag may have to outlive.</summary>
    private static readonly TimeSpan _tags = 3 * CachePolicy.All.Max(p => p.Fresh);

    /// <summary>For a forgotten key: waited for, so that who announces it next comes after it.</summary>
    public static FusionCacheEntryOptions Forgetting { get; } = Timed(new FusionCacheEntryOptions(TimeSpan.FromMinutes(1))
    {
        IsFailSafeEnabled = true,
        AllowBackgroundDistributedCacheOperations = false,
        AllowBackgroundBackplaneOperations = false,
        Size = 1,
    });

    /// <summary>Where nothing else is said, as for circuits through HybridCache.</summary>
    public static FusionCacheEntryOptions Default() =>
        Timed(new FusionCacheEntryOptions(CachePolicy.Sessions.Fresh) { Size = 1, AllowBackgroundDistributedCacheOperations = true });

    public static FusionCacheEntryOptions Of(CachePolicy policy, bool replicas) => Timed(new FusionCacheEntryOptions(policy.Fresh)
    {
        Size = policy.Weight,
        JitterMaxDuration = policy.Fresh / 20,
        IsFailSafeEnabled = true,
        FailSafeMaxDuration = 2 * policy.Fresh,
        FailSafeThrottleDuration = TimeSpan.FromSeconds(5),
        FactorySoftTimeout = _softFactory,
        FactoryHardTimeout = _hardFactory,
        AllowBackgroundDistributedCacheOperations = true,
        // What each keeps for itself is no news to the others: they would have to read theirs again.
        SkipBackplaneNotifications = !policy.Shared,
        SkipDistributedCacheRead = !policy.Shared,
        SkipDistributedCacheWrite = !policy.Shared,
        MemoryCacheDuration = replicas ? _ownCopy : null,
    });

    public static FusionCacheEntryOptions Tags(bool replicas) => Timed(new FusionCacheEntryOptions(_tags)
    {
        // Never pushed out for lack of room: what it has forgotten would come back.
        Priority = CacheItemPriority.NeverRemove,
        Size = 0,
        IsFailSafeEnabled = true,
        FailSafeMaxDuration = _tags,
        FailSafeThrottleDuration = TimeSpan.FromSeconds(5),
        AllowBackgroundDistributedCacheOperations = false,
        AllowBackgroundBackplaneOperations = false,
        MemoryCacheDuration = replicas ? _ownCopy : null,
    });

    private static FusionCacheEntryOptions Timed(FusionCacheEntryOptions options) =>
        options.SetDistributedCacheTimeouts(_softShared, _hardShared);
}
