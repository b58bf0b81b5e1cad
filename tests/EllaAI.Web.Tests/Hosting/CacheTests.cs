using System.Diagnostics;
using EllaAI.Core.Operations;
using EllaAI.Core.Reports;
using EllaAI.Core.Tests;
using EllaAI.Web.Hosting;
using EllaAI.Web.Operations;
using EllaAI.Web.Tests.Attempts;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

public sealed class CacheTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_board_that_somebody_sits_is_warm_before_it_is_opened()
    {
        using var candidate = await CandidatePage.Start(app);

        // The start's own event makes the board forgotten once more, a moment after it.
        await Until.True(async () =>
        {
            await app.Services.GetRequiredService<WarmCaches>().Run(Ct);
            return await Remembered() is { Started: > 0 };
        });
    }

    [Fact]
    public async Task Caches_are_warmed_at_the_start_and_every_half_hour_by_a_job()
    {
        var jobs = app.Services.GetRequiredService<JobStorage>();

        await Until.True(() => jobs.GetMonitoringApi().SucceededJobs(0, int.MaxValue).Any(j => j.Value.Job.Type == typeof(WarmingJob)));
        using var connection = jobs.GetConnection();
        await Until.True(() => connection.GetRecurringJobs().Count == 1);
        var warming = connection.GetRecurringJobs().Single();
        Assert.Equal(("*/30 * * * *", Queues.Maintenance, typeof(WarmingJob)), (warming.Cron, warming.Job.Queue, warming.Job.Type));
    }

    [Fact]
    public async Task A_board_counts_who_was_invited_at_once_and_who_starts_within_a_second()
    {
        var show = app.Services.GetRequiredService<ShowBoard>();
        async Task<BoardCounts> Counts() => (await show.Run(app.Recruiter, app.Assessment.Id, "", Ct)).Value().Counts;
        var before = await Counts();

        await app.Invite();
        Assert.True((await Counts()).Invited > before.Invited);

        using var candidate = await CandidatePage.Start(app);
        var since = Stopwatch.StartNew();
        await Until.True(async () => (await Counts()).Started > before.Started);
        Assert.InRange(since.ElapsedMilliseconds, 0, 1000);
    }

    private async Task<BoardCounts?> Remembered()
    {
        try
        {
            return await app.Services.GetRequiredService<ICache>().GetOrSet<BoardCounts>(
                app.Recruiter.Cached("board-counts", app.Assessment.Id), CachePolicy.ComputedMetrics, _ => throw new IOException("It is cold."), Ct);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
