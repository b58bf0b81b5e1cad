using System.Diagnostics.Metrics;
using System.Security.Claims;
using System.Threading.RateLimiting;
using EllaAI.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Hosting.Limits;

/// <summary>
/// What one person does in all pages that they have open at this process: one bucket, refilled all the time. More than it holds waits and is lost by
/// no means; only a page that has sent far too much is closed.
/// </summary>
internal sealed class PageBuckets : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _buckets;

    public PageBuckets(IOptions<LimitOptions> options)
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.PageBurst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / options.Value.Page,
            // Each page waits with one thing at a time, and bounds itself what is behind that.
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };
        // Those that are full and unused are forgotten.
        _buckets = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => bucket));
    }

    public bool Takes(string who)
    {
        using var lease = _buckets.AttemptAcquire(who);
        return lease.IsAcquired;
    }

    public async Task Wait(string who, CancellationToken ct)
    {
        using var lease = await _buckets.AcquireAsync(who, cancellationToken: ct);
    }

    public ValueTask DisposeAsync() => _buckets.DisposeAsync();
}

/// <summary>
/// Of one circuit: everything that its page sends takes a token first, in the order in which it was sent. What waits is in memory, so there is a bound,
/// and none of it outlives the page.
/// </summary>
internal sealed class PagePace(PageBuckets buckets, AuthenticationStateProvider session) : CircuitHandler, IDisposable
{
    public const int MostWaiting = 200;

    /// <summary>Who is not signed in shares one bucket with all the others: none of the pages without sign-in sends anything.</summary>
    private const string Nobody = "nobody";

    // One of the process: see CspReports.
    private static readonly Meter _meter = new("EllaAI.Pages");
    private static readonly Counter<long> _delayed = _meter.CreateCounter<long>("ella.pages.delayed", description: "What open pages sent and that had to wait, because its sender does too much at once.");

    private readonly CancellationTokenSource _closed = new();
    private string? _who;
    private int _waiting;
    private Task _before = Task.CompletedTask;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new InvalidOperationException("The page has sent more than can wait.");
        }

        var handed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = Interlocked.Exchange(ref _before, handed.Task);
        Task done;
        try
        {
            await Turn(before);
            done = next(activity);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            handed.SetResult();
        }

        await done;
    };

    public override Task OnCircuitClosedAsync(Microsoft.AspNetCore.Components.Server.Circuits.Circuit circuit, CancellationToken cancellationToken) => _closed.CancelAsync();

    public void Dispose() => _closed.Dispose();

    /// <summary>What comes after something that waits, waits behind it.</summary>
    private async Task Turn(Task before)
    {
        await before;
        _closed.Token.ThrowIfCancellationRequested();
        _who ??= AccountClaims.AccountOf(await User())?.Value.ToString("N") ?? Nobody;
        if (buckets.Takes(_who)) return;
        _delayed.Add(1);
        await buckets.Wait(_who, _closed.Token);
    }

    private async Task<ClaimsPrincipal> User() => (await session.GetAuthenticationStateAsync()).User;
}
