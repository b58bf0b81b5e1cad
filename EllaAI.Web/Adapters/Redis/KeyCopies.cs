using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>Compares the two places of the keys every half minute: a replica that starts after Redis was flushed must find them there.</summary>
internal sealed class KeyCopies(IOptions<KeyManagementOptions> keys, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) keys.Value.XmlRepository?.GetAllElements();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }
}
