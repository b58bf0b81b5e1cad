using EllaAI.Core.Operations;

namespace EllaAI.Web.Operations;

/// <summary>Tells the other processes that this one lives, from before it takes up work until it has stopped.</summary>
internal sealed partial class Heartbeat(Instances instances, TimeProvider clock, ILogger<Heartbeat> log) : BackgroundService
{
    private static readonly TimeSpan _between = Instance.Lease / 4;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await instances.KeepAlive(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Try(instances.Leave, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(_between, clock);
        while (await beat.WaitForNextTickAsync(stoppingToken)) await Try(instances.KeepAlive, stoppingToken);
    }

    private async Task Try(Func<CancellationToken, Task> say, CancellationToken ct)
    {
        try
        {
            await say(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not tell the store that this process lives")]
    private partial void LogFailed(Exception e);
}
