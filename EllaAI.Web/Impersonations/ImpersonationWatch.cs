using EllaAI.Core.Impersonations;

namespace EllaAI.Web.Impersonations;

/// <summary>Notes each minute which impersonations are over that nobody came back to: whether one counts is asked at every read, but its end belongs into the logs.</summary>
internal sealed partial class ImpersonationWatch(CloseImpersonations close, TimeProvider clock, ILogger<ImpersonationWatch> log) : BackgroundService
{
    private static readonly TimeSpan _pace = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_pace, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Look(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task Look(CancellationToken ct)
    {
        try
        {
            await close.Everywhere(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogUnread(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which impersonations are over could not be read; it is tried again in a minute")]
    private partial void LogUnread(Exception e);
}
