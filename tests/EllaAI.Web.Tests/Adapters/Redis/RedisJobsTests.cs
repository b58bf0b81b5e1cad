using System.Net;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Web.Attempts;
using EllaAI.Web.Hosting;
using EllaAI.Web.Tests.Attempts;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Redis;

/// <summary>Two replicas on one store and one Redis, which keeps nothing over its death.</summary>
public sealed class RedisJobsTests : IAsyncLifetime
{
    private static readonly CompanyId _acme = new("acme");
    private readonly EllaApp _one = new(), _two = new();
    private RedisServer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDocumentStore Documents => _one.Services.GetRequiredService<IDocumentStore>();

    public async ValueTask InitializeAsync() => _redis = await RedisServer.Start();

    public async ValueTask DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Replicas_share_the_work()
    {
        await StartBoth();
        using var candidate = await CandidatePage.Start(_one);

        await Until.True(async () =>
        {
            await Judged(candidate, await Submit(candidate));
            return !_one.Runner.Requests.IsEmpty && !_two.Runner.Requests.IsEmpty;
        });
    }

    [Fact]
    public async Task A_job_delivered_twice_at_once_has_one_effect()
    {
        await StartBoth();
        using var candidate = await CandidatePage.Start(_one);
        var open = Hold();

        var id = await Submit(candidate);
        Parallel.For(0, 20, i => Queue(i % 2 == 0 ? _one : _two).Execute(_acme, new(Guid.Parse(id)), interactive: false));
        await Until.True(async () => await Waiting(Queues.Sandbox) == 0);
        open.SetResult();

        Assert.Equal(1, (await Judged(candidate, id)).Starts);
        Assert.Equal(1, _one.Runner.Requests.Count + _two.Runner.Requests.Count);
    }

    [Fact]
    public async Task Redis_killed_in_the_middle_of_a_run_changes_nothing_for_it()
    {
        await StartOne();
        using var candidate = await CandidatePage.Start(_one);
        var open = Hold();
        var id = await Submit(candidate);
        await Until.True(() => _one.Runner.Requests.Count == 1);

        _redis.KillAtOnce();
        await _redis.Restart();
        open.SetResult();

        Assert.Equal(1, (await Judged(candidate, id)).Starts);
        await Judged(candidate, await Submit(candidate));
    }

    [Fact]
    public async Task Redis_emptied_in_the_middle_of_a_run_changes_nothing_for_it()
    {
        await StartOne();
        using var candidate = await CandidatePage.Start(_one);
        var open = Hold();
        var id = await Submit(candidate);
        await Until.True(() => _one.Runner.Requests.Count == 1);

        await _redis.Flush();
        // Longer than Hangfire takes to find out that the job is gone, and cancels it.
        await Until.True(async () => await Ready() == "healthy");
        await Until.True(async () => await _redis.Say($"EXISTS {JobsFeature.Prefix}mark") == ":1");
        open.SetResult();

        Assert.Equal(1, (await Judged(candidate, id)).Starts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_emptied_or_restarted_redis_has_lost_is_made_again(bool emptied)
    {
        await StartBoth();
        using var candidate = await CandidatePage.Start(_one);
        await Until.True(async () => await Scheduled() == 1);
        var lost = await WithoutJob(candidate);

        if (emptied) await _redis.Flush();
        else
        {
            _redis.KillAtOnce();
            await _redis.Restart();
        }

        await Judged(candidate, lost);
        await Until.True(async () => await Scheduled() == 1);
        await Until.True(async () => await Ready() == "healthy");
    }

    [Fact]
    public async Task What_is_submitted_while_redis_is_away_is_judged_all_the_same()
    {
        await StartOne();
        using var candidate = await CandidatePage.Start(_one);

        _redis.KillAtOnce();
        await Judged(candidate, await Submit(candidate));
        Assert.Equal("degraded", await Ready());
        await _redis.Restart();

        await Until.True(async () => await Ready() == "healthy");
        await Judged(candidate, await Submit(candidate));
        await Until.True(async () => await Done() > 0);
    }

    [Fact]
    public async Task A_frozen_redis_delays_a_verdict_by_seconds_only()
    {
        await StartOne();
        using var candidate = await CandidatePage.Start(_one);

        _redis.Freeze();
        await Judged(candidate, await Submit(candidate), seconds: 20);
        _redis.Thaw();

        await Until.True(async () => await Ready() == "healthy");
        await Judged(candidate, await Submit(candidate));
    }

    [Fact]
    public async Task A_process_that_starts_while_redis_is_down_works_and_uses_it_later()
    {
        _redis.KillAtOnce();
        await StartOne();
        using var candidate = await CandidatePage.Start(_one);
        await Judged(candidate, await Submit(candidate));
        Assert.Equal("degraded", await Ready());

        await _redis.Restart();

        await Until.True(async () => await Ready() == "healthy");
        await Until.True(async () => await Scheduled() == 1);
        await Judged(candidate, await Submit(candidate));
        await Until.True(async () => await Done() > 0);
    }

    [Fact]
    public async Task A_second_replica_makes_no_job_anew()
    {
        await StartOne();
        using var candidate = await CandidatePage.Start(_one);
        await Until.True(async () => await Scheduled() == 1);
        var waiting = await WithoutJob(candidate);

        await StartTwo();

        Assert.Equal(1, await Scheduled());
        Assert.Equal(ExecutionState.Queued, (await Read(waiting)).State);
    }

    [Fact]
    public async Task A_scheduled_job_comes_when_its_time_has_come_and_warming_is_one_of_those_that_recur()
    {
        await StartBoth();
        using var candidate = await CandidatePage.Start(_one);
        var lost = await WithoutJob(candidate);

        _one.Services.GetRequiredService<JobQueue>().Schedule<AttemptJobs>(
            Queues.Sandbox, job => job.Execute(_acme.Value, Guid.Parse(lost)), DateTimeOffset.UtcNow.AddMilliseconds(500));

        Assert.Equal(1, (await Judged(candidate, lost)).Starts);
        await Until.True(async () => await Count($"ZCARD {JobsFeature.Prefix}recurring-jobs") == 1);
    }

    private Task StartOne() => Start(_one, services => services.AddSingleton(ThisInstance.New(alone: false)));

    private Task StartTwo() => Start(_two, services => services
        .AddSingleton(ThisInstance.New(alone: false))
        .RemoveAll<IDocumentStore>()
        .AddSingleton(Documents));

    private async Task StartBoth()
    {
        await StartOne();
        await StartTwo();
    }

    private async Task Start(EllaApp app, Action<IServiceCollection> replace)
    {
        app.Settings["Redis:Jobs"] = _redis.Address;
        app.Replace = replace;
        await app.InitializeAsync();
    }

    /// <returns>What lets runs go on.</returns>
    private TaskCompletionSource Hold()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _one.Runner.Gate = _two.Runner.Gate = open.Task;
        return open;
    }

    private static AttemptQueue Queue(EllaApp app) => app.Services.GetRequiredService<AttemptQueue>();

    private static async Task<string> Submit(CandidatePage candidate) =>
        (await candidate.Execute("submit", $"passes 1 3 {Guid.NewGuid()}").Json(HttpStatusCode.Accepted)).Text("id")!;

    /// <summary>As if its job had been lost.</summary>
    private async Task<string> WithoutJob(CandidatePage candidate)
    {
        var execution = new CodeExecution(
            new(Guid.NewGuid()), candidate.Attempt.Value.ToString("N"), candidate.Attempt, _one.Question.Id, ExecutionKind.Run, "python", "passes 1", null, DateTimeOffset.UtcNow);
        Assert.True(await Documents.Commit([Change.Create(Actor.System(_acme).Key(CodeExecution.Collection, execution.Id), execution)], [], Ct));
        return execution.Id.Value.ToString("N");
    }

    private async Task<CodeExecution> Judged(CandidatePage candidate, string id, int seconds = 60)
    {
        await Until.True(async () => (await candidate.Browser.Get($"{candidate.Path}/executions/{id}").Json()).Text("state") == "finished", seconds);
        return await Read(id);
    }

    private async Task<CodeExecution> Read(string id) =>
        (await Documents.Get<CodeExecution>(Actor.System(_acme).Key(CodeExecution.Collection, new ExecutionId(Guid.Parse(id))), Ct))!.Value;

    /// <summary>Whatever it says, it must say that it is ready.</summary>
    private async Task<string> Ready()
    {
        using var browser = new Browser(_one);
        using var answer = await browser.Get("/ready");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.Text("status")!;
    }

    private Task<long> Scheduled() => Count($"ZCARD {JobsFeature.Prefix}schedule");

    private Task<long> Waiting(string queue) => Count($"LLEN {JobsFeature.Prefix}queue:{queue}");

    private Task<long> Done() => Count($"GET {JobsFeature.Prefix}stats:succeeded");

    private async Task<long> Count(string command)
    {
        var said = await _redis.Say(command);
        return said.StartsWith(':') ? long.Parse(said[1..], System.Globalization.CultureInfo.InvariantCulture) : said.StartsWith("$-", StringComparison.Ordinal) ? 0 : said.Length;
    }
}
