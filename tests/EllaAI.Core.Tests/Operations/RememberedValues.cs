using System.Collections.Concurrent;
using EllaAI.Core.Operations;

namespace EllaAI.Core.Tests.Operations;

/// <summary>A cache without an end: what is remembered stays until it is forgotten.</summary>
public sealed class RememberedValues : ICache
{
    private readonly ConcurrentDictionary<CacheKey, Lazy<Task<object?>>> _values = new();

    public async ValueTask<T> GetOrSet<T>(CacheKey key, CachePolicy policy, Func<CancellationToken, Task<T>> make, CancellationToken ct)
    {
        var value = _values.GetOrAdd(key, _ => new(async () => await make(ct)));
        try
        {
            return (T)(await value.Value)!;
        }
        catch
        {
            _values.TryRemove(new(key, value));
            throw;
        }
    }

    public ValueTask Forget(CacheKey key, CancellationToken ct)
    {
        _values.TryRemove(key, out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask Forget(CacheTag tag, CancellationToken ct)
    {
        foreach (var key in _values.Keys.Where(k => k.Subject == tag || k.Company == tag)) _values.TryRemove(key, out _);
        return ValueTask.CompletedTask;
    }
}
