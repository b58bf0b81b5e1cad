using EllaAI.Core.Operations;
using EllaAI.Core.Tests.Operations;
using EllaAI.Web.Adapters.Fusion;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Fusion;

public sealed class FusedCacheTests : CacheContract, IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddLogging().AddCache().BuildServiceProvider();

    [Fact]
    public async Task What_was_forgotten_while_it_was_read_is_not_kept()
    {
        var cache = Open();
        var key = Acme.Cached("figures", "1");
        var (reading, gate) = (new TaskCompletionSource(), new TaskCompletionSource());

        var early = cache.GetOrSet(
            key,
            CachePolicy.ComputedMetrics,
            async _ =>
            {
                reading.SetResult();
                await gate.Task;
                return "read before the change";
            },
            Ct).AsTask();
        await reading.Task;
        await cache.Forget(key, Ct);
        gate.SetResult();

        Assert.Equal("read before the change", await early);
        Assert.Equal("read after it", await cache.GetOrSet(key, CachePolicy.ComputedMetrics, _ => Task.FromResult("read after it"), Ct));
        Assert.Equal("read after it", await cache.GetOrSet(key, CachePolicy.ComputedMetrics, _ => Task.FromResult("read again"), Ct));
    }

    [Fact]
    public async Task A_subject_forgotten_while_it_was_read_is_not_kept()
    {
        var cache = Open();
        var key = Acme.Cached("lists", "1");

        await cache.GetOrSet(
            key,
            CachePolicy.QueryResults,
            async _ =>
            {
                await cache.Forget(Acme.CachedAll("lists"), Ct);
                return 1;
            },
            Ct);

        Assert.Equal(2, await Read(cache, key, 2));
    }

    [Fact]
    public async Task The_last_value_is_shown_while_the_store_fails()
    {
        var cache = Open();
        var key = Acme.Cached("things", "1");
        await Read(cache, key, 1);
        await cache.Forget(key, Ct);

        Assert.Equal(1, await cache.GetOrSet<int>(key, CachePolicy.QueryResults, _ => throw new IOException("The store is away."), Ct));
    }

    [Fact]
    public async Task Heavy_values_push_out_others_instead_of_filling_the_memory()
    {
        var cache = Open();
        var fit = EntryOptions.Room / CachePolicy.HiddenTests.Weight;
        for (var i = 0; i < 3 * fit; i++) await cache.GetOrSet(Acme.Cached("papers", $"{i}"), CachePolicy.HiddenTests, _ => Task.FromResult(i), Ct);

        // Looked for without filling what is missing, which would push out more.
        var kept = 0;
        for (var i = 0; i < 3 * fit; i++)
        {
            try
            {
                if (await cache.GetOrSet<int>(Acme.Cached("papers", $"{i}"), CachePolicy.HiddenTests, _ => throw new IOException("It is not made again."), Ct) == i) kept++;
            }
            catch (IOException)
            {
                // It was pushed out.
            }
        }

        Assert.InRange(kept, 1, fit);
    }

    public void Dispose() => _provider.Dispose();

    protected override ICache Open() => _provider.GetRequiredService<ICache>();
}
