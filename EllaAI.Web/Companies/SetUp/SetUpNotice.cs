using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Companies.SetUp;

/// <summary>Prints where a new installation is set up, and the code for it.</summary>
internal sealed class SetUpNotice(IDocumentStore documents, IHostApplicationLifetime life, IServiceProvider services) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        using var told = life.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            if (await SetUpCode.IsDone(documents, stoppingToken)) return;
            var code = await SetUpCode.Make(documents, stoppingToken);
            Console.WriteLine($"  Nobody can sign in yet. Set it up: {new Uri(services.GetRequiredService<SiteAddress>().Value, $"/set-up?code={code}")}");
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
        catch (StoreUnavailableException)
        {
            Console.WriteLine("  Whether it is set up cannot be read now. Start it again once its store can be reached.");
        }
    }
}
