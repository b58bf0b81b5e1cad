using Polly;
using Polly.Retry;

namespace EllaAI.Web.Hosting;

/// <summary>Tries something again, where only whoever tries knows whether that may be done and how long it makes sense.</summary>
internal static class Tries
{
    /// <param name="pause">How long to wait before the next try, after what the last one came to; null when that is the answer. Asked once after each try.</param>
    public static async Task<T> Run<T>(Func<Task<T>> attempt, Func<T, TimeSpan?> pause, CancellationToken ct)
    {
        var next = TimeSpan.Zero;
        var pipeline = new ResiliencePipelineBuilder<T>()
            .AddRetry(new RetryStrategyOptions<T>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = tried =>
                {
                    if (tried.Outcome.Exception is not null || pause(tried.Outcome.Result!) is not { } wait) return ValueTask.FromResult(false);
                    next = wait;
                    return ValueTask.FromResult(true);
                },
                DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(next),
            })
            .Build();
        return await pipeline.ExecuteAsync(async _ => await attempt(), ct);
    }
}
