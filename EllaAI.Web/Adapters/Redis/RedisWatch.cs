using EllaAI.Web.Hosting;
using StackExchange.Redis;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>
/// Asks each Redis every second whether it answers, so that it is the watch that finds out and not a person who waits, and so that a
/// Redis that is back is used within a second.
/// </summary>
internal sealed partial class RedisWatch(RedisConnections redis, TimeProvider clock, ILogger<RedisWatch> log) : BackgroundService
{
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(1), _patience = TimeSpan.FromMilliseconds(500);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Watch(redis.CacheCircuit, () => redis.Cache!, stoppingToken), Watch(redis.JobsCircuit, () => redis.Jobs!, stoppingToken));

    private async Task Watch(Circuit? circuit, Func<IConnectionMultiplexer> connection, CancellationToken ct)
    {
        if (circuit is null) return;
        using var timer = new PeriodicTimer(_pace, clock);
        try
        {
            var asked = false;
            for (var well = true; await timer.WaitForNextTickAsync(ct);)
            {
                var answers = await Ask(circuit, connection(), ct);
                if (answers != well) Tell(circuit, answers);
                if (answers && !asked && circuit == redis.JobsCircuit) (asked, _) = (true, WarnOfEviction(connection()));
                well = answers;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The end.
        }
    }

    private static async Task<bool> Ask(Circuit circuit, IConnectionMultiplexer connection, CancellationToken ct)
    {
        try
        {
            await connection.GetDatabase().PingAsync().WaitAsync(_patience, ct);
            await circuit.Close();
            return true;
        }
        catch (Exception e) when (RedisSilence.Is(e))
        {
            await Fail(circuit, e, ct);
            return false;
        }
    }

    /// <summary>Once: jobs and keys must not be pushed out. A server that does not tell how it is set up is believed.</summary>
    private async Task WarnOfEviction(IConnectionMultiplexer connection)
    {
        try
        {
            var server = connection.GetServers().FirstOrDefault(s => s.IsConnected);
            var policy = server is null ? [] : await server.ConfigGetAsync("maxmemory-policy");
            if (policy is [{ Value: not "noeviction" } found]) LogEvicts(found.Value);
        }
        catch (Exception e) when (RedisSilence.Is(e))
        {
            LogUnknown(e.Message);
        }
    }

    /// <summary>Counts as a call that failed.</summary>
    private static async Task Fail(Circuit circuit, Exception e, CancellationToken ct)
    {
        try
        {
            await circuit.Run(_ => ValueTask.FromException(e), ct);
        }
        catch (Exception same) when (RedisSilence.Is(same))
        {
            // It is the circuit that was to know.
        }
    }

    private void Tell(Circuit circuit, bool answers)
    {
        if (answers) LogBack(circuit.Name);
        else LogGone(circuit.Name, circuit.Problem);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Redis} does not answer; the product goes on without it: {Problem}")]
    private partial void LogGone(string redis, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis:Jobs evicts ({Policy}): jobs and keys can be lost there. Set its maxmemory-policy to noeviction")]
    private partial void LogEvicts(string policy);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Redis:Jobs does not tell whether it evicts: {Problem}")]
    private partial void LogUnknown(string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Redis} answers again")]
    private partial void LogBack(string redis);
}
