using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Core.Tests.Access;

public sealed class CountTriesTests
{
    private const string Ann = "password:ANN@EXAMPLE.COM";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemoryData _data = new();
    private readonly MemoryDocumentStore _documents;
    private readonly CountTries _tries;

    public CountTriesTests()
    {
        _documents = new(_data, new OutboxBell(), Schemas.Declared, _clock);
        _tries = new(_documents, _clock);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_five_are_free_and_each_after_them_waits_twice_as_long()
    {
        var waits = new List<int>();
        for (var i = 0; i < 12; i++)
        {
            (await _tries.Begin(Ann, Ct)).Value();
            var wait = Seconds(await _tries.Begin(Ann, Ct));
            if (wait is null) continue;
            waits.Add(wait.Value);
            _clock.Advance(TimeSpan.FromSeconds(wait.Value));
        }

        Assert.Equal([30, 60, 120, 240, 480, 600, 600, 600, 600, 600], waits);
    }

    [Fact]
    public async Task After_a_hundred_wrong_ones_the_right_one_waits_for_minutes_and_no_longer()
    {
        for (var i = 0; i < 100; i++)
        {
            _clock.Advance(CountTries.LongestWait);
            (await _tries.Begin(Ann, Ct)).Value();
        }

        Assert.Equal((int)CountTries.LongestWait.TotalSeconds, Seconds(await _tries.Begin(Ann, Ct)));
        _clock.Advance(CountTries.LongestWait);
        (await _tries.Begin(Ann, Ct)).Value();
        await _tries.Forget(Ann, Ct);
        Assert.Equal(1, (await _tries.Begin(Ann, Ct)).Value());
    }

    [Fact]
    public async Task Who_asks_too_early_waits_no_longer_for_it()
    {
        for (var i = 0; i < 5; i++) await _tries.Begin(Ann, Ct);

        for (var i = 0; i < 50; i++) Assert.Equal(30, Seconds(await _tries.Begin(Ann, Ct)));
    }

    [Fact]
    public async Task Many_at_once_are_counted_each()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => _tries.Begin(Ann, Ct), Ct)));

        Assert.Equal([1, 2, 3, 4, 5], all.Where(r => r.Ok(out _, out _)).Select(r => r.Value()).Order());
    }

    [Fact]
    public async Task A_day_later_all_is_forgotten_and_what_others_left_is_gone()
    {
        for (var i = 0; i < 5; i++) await _tries.Begin(Ann, Ct);
        await _tries.Begin("password:NOBODY@EXAMPLE.COM", Ct);
        _clock.Advance(TimeSpan.FromDays(1.01));

        Assert.Equal(1, (await _tries.Begin("password:SOMEBODY@EXAMPLE.COM", Ct)).Value());

        Assert.Single(_data.Documents);
        Assert.Equal(1, (await _tries.Begin(Ann, Ct)).Value());
    }

    [Fact]
    public async Task What_was_typed_is_not_kept()
    {
        await _tries.Begin(Ann, Ct);

        Assert.DoesNotContain(_data.Documents, d => $"{d.Key}{d.Value.Body}".Contains("ANN", StringComparison.OrdinalIgnoreCase));
        Assert.All(_data.Documents.Keys, key => Assert.Equal(CompanyId.Platform.Value, key.Company));
    }

    private static int? Seconds(Result<int> result) => result.Ok(out _, out var problem) ? null : (int)problem.Facts["waitSeconds"]!;
}
