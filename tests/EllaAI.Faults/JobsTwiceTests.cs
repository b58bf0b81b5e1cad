using EllaAI.Core.Attempts;
using EllaAI.Web.Adapters.Redis;
using EllaAI.Web.Attempts;
using EllaAI.Web.Hosting;
using EllaAI.Web.Tests;
using EllaAI.Web.Tests.Adapters.Redis;
using Hangfire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Faults;

/// <summary>Jobs arrive more than once, as they may by every queue that loses none.</summary>
public sealed class JobsTwiceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_submission_whose_job_is_delivered_three_times_at_once_is_graded_once()
    {
        await using var redis = await RedisServer.Start();
        await using var stage = await Stage.Open();
        var data = Path.Combine(stage.Folder, "data");
        string[] settings = [$"--Redis:Cache={redis.Address}", $"--Redis:Jobs={redis.Address}"];
        var links = await Stage.Invite(3, data);
        var ella = stage.Ella(data, settings);
        await ella.Start();
        await using var other = Client(settings);
        using var crowd = stage.Crowd(links, () => ella.Address, preface: "import time\ntime.sleep(0.2)\n");
        await crowd.Start(links);
        crowd.Submit();

        var again = new HashSet<Guid>();
        while (again.Count < 12)
        {
            await crowd.GoesOn();
            foreach (var received in stage.Ledger.Read().OfType<Received>().Where(r => again.Add(r.Execution)))
                // On both queues, so that it does not only wait behind itself.
                foreach (var interactive in new[] { true, false })
                    other.GetRequiredService<AttemptQueue>().Execute(Backstage.System.Company, new ExecutionId(received.Execution), interactive);
            await Until.True(() => stage.Ledger.Read().OfType<Received>().Any(r => !again.Contains(r.Execution)));
        }

        await crowd.Finish();
        output.WriteLine($"{again.Count} of {stage.Ledger.Read().OfType<Received>().Count()} submissions had three jobs");
        await ella.Kill();
        await stage.Audit(data);
    }

    /// <summary>Another process that hands jobs to the same Redis, and does none.</summary>
    private static ServiceProvider Client(string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(settings).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddSingleton(TimeProvider.System).AddSingleton<Circuits>()
            .AddRedis(configuration).AddJobs().AddSingleton<AttemptQueue>().BuildServiceProvider();
        // As the product writes them.
        services.GetRequiredService<IGlobalConfiguration>();
        return services;
    }
}
