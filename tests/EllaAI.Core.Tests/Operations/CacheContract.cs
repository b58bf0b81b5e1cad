using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using Xunit;

namespace EllaAI.Core.Tests.Operations;

/// <summary>What every cache does.</summary>
public abstract class CacheContract
{
    protected static Actor Acme { get; } = Actor.System(new("acme"));

    protected static Actor Other { get; } = Actor.System(new("other"));

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract ICache Open();

    [Fact]
    public async Task What_was_read_once_is_not_read_again()
    {
        var cache = Open();

        Assert.Equal(1, await Read(cache, Acme.Cached("things", "1"), 1));
        Assert.Equal(1, await Read(cache, Acme.Cached("things", "1"), 2));
        Assert.Equal(3, await Read(cache, Acme.Cached("things", "2"), 3));
    }

    [Fact]
    public async Task A_company_never_hits_the_entry_of_another()
    {
        var cache = Open();

        await Read(cache, Acme.Cached("things", "1"), 1);

        Assert.Equal(2, await Read(cache, Other.Cached("things", "1"), 2));
    }

    [Fact]
    public async Task What_is_forgotten_is_read_again_and_nothing_else_is()
    {
        var cache = Open();
        CacheKey forgotten = Acme.Cached("things", "1"), beside = Acme.Cached("things", "2");
        await Read(cache, forgotten, 1);
        await Read(cache, beside, 1);

        await cache.Forget(forgotten, Ct);

        Assert.Equal((2, 1), (await Read(cache, forgotten, 2), await Read(cache, beside, 2)));
    }

    [Fact]
    public async Task A_subject_is_forgotten_of_one_company_alone()
    {
        var cache = Open();
        CacheKey ours = Acme.Cached("things", "1"), beside = Acme.Cached("others", "1"), theirs = Other.Cached("things", "1");
        foreach (var key in new[] { ours, beside, theirs }) await Read(cache, key, 1);

        await cache.Forget(Acme.CachedAll("things"), Ct);

        Assert.Equal((2, 1, 1), (await Read(cache, ours, 2), await Read(cache, beside, 2), await Read(cache, theirs, 2)));
    }

    [Fact]
    public async Task All_of_a_company_is_forgotten_together()
    {
        var cache = Open();
        CacheKey one = Acme.Cached("things", "1"), two = Acme.Cached("others", "1"), theirs = Other.Cached("things", "1");
        foreach (var key in new[] { one, two, theirs }) await Read(cache, key, 1);

        await cache.Forget(Acme.CachedAll(), Ct);

        Assert.Equal((2, 2, 1), (await Read(cache, one, 2), await Read(cache, two, 2), await Read(cache, theirs, 2)));
    }

    [Fact]
    public async Task A_hundred_who_miss_at_once_read_once()
    {
        var cache = Open();
        var reads = 0;
        var gate = new TaskCompletionSource();

        var asked = Enumerable.Range(0, 100).Select(_ => cache.GetOrSet(
            Acme.Cached("things", "1"),
            CachePolicy.ComputedMetrics,
            async _ =>
            {
                Interlocked.Increment(ref reads);
                await gate.Task;
                return 7;
            },
            Ct).AsTask()).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(asked), value => Assert.Equal(7, value));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_read_that_fails_is_not_remembered()
    {
        var cache = Open();
        var key = Acme.Cached("things", "1");

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await cache.GetOrSet<int>(key, CachePolicy.QueryResults, _ => throw new InvalidOperationException("The store is away."), Ct));

        Assert.Equal(1, await Read(cache, key, 1));
    }

    protected static ValueTask<int> Read(ICache cache, CacheKey key, int stored) =>
        cache.GetOrSet(key, CachePolicy.QueryResults, _ => Task.FromResult(stored), Ct);
}
