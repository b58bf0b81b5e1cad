namespace EllaAI.Web.Operations;

/// <summary>Something that is put in order from time to time. Done twice at once, by two processes, it does no harm.</summary>
public sealed record Chore(string Name, Func<IServiceProvider, CancellationToken, Task> Do);

/// <summary>Does all chores an hour after the process started, and each hour from then on.</summary>
internal sealed partial class Housekeeping(IEnumerable<Chore> chores, IServiceProvider services, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
{
    private static readonly TimeSpan _pace = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_pace, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                foreach (var chore in chores) await Do(chore, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task Do(Chore chore, CancellationToken ct)
    {
        try
        {
            await chore.Do(services, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogUndone(chore.Name, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The chore {Name} could not be done; it is tried again in an hour")]
    private partial void LogUndone(string name, Exception e);
}

public static class HousekeepingExtensions
{
    public static IServiceCollection AddChore(this IServiceCollection services, string name, Func<IServiceProvider, CancellationToken, Task> chore) =>
        services.AddSingleton(new Chore(name, chore));
}
