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
/// no means; only what waits without end closes the page that sends it.
/// </summary>
internal sealed class PageBuckets : IAsyncDisposable
{
    private const int MostWaiting = 2_000;
    private readonly PartitionedRateLimiter<string> _buckets;

    public PageBuckets(IOptions<LimitOptions> options)
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.PageBurst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / options.Value.Page,
            QueueLimit = MostWaiting,
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

    /// <exception cref="InvalidOperationException">Too many wait already.</exception>
    public async Task Wait(string who)
    {
        using var lease = await _buckets.AcquireAsync(who);
        if (!lease.IsAcquired) throw new InvalidOperationException("More is sent from pages of one person than can wait.");
    }

    public ValueTask DisposeAsync() => _buckets.DisposeAsync();
}

/// <summary>Of one circuit: everything that its page sends takes a token first, in the order in which it was sent.</summary>
internal sealed class PagePace(PageBuckets buckets, AuthenticationStateProvider session) : CircuitHandler
{
    // One of the process: see CspReports.
    private static readonly Meter _meter = new("EllaAI.Pages");
    private static readonly Counter<long> _delayed = _meter.CreateCounter<long>("ella.pages.delayed", description: "What open pages sent and that had to wait, because its sender does too much at once.");

    private readonly string _circuit = Guid.NewGuid().ToString("N");
    private string? _who;
    private Task _before = Task.CompletedTask;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
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
            handed.SetResult();
        }

        await done;
    };

    /// <summary>What comes after something that waits, waits behind it.</summary>
    private async Task Turn(Task before)
    {
        await before;
        _who ??= AccountClaims.AccountOf(await User())?.Value.ToString("N") ?? _circuit;
        if (buckets.Takes(_who)) return;
        _delayed.Add(1);
        await buckets.Wait(_who);
    }

    private async Task<ClaimsPrincipal> User() => (await session.GetAuthenticationStateAsync()).User;
}
