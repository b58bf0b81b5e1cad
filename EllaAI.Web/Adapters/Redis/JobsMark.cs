using EllaAI.Core.Operations;
using EllaAI.Web.Hosting;
using StackExchange.Redis;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>What has become of the jobs that were made.</summary>
public enum JobsKept
{
    /// <summary>They are there, or another process is making them again.</summary>
    All,

    /// <summary>Redis was started again: what came last may be lost. This process is to make it again.</summary>
    Most,

    /// <summary>Redis was emptied, or is new. This process is to make them all.</summary>
    None,

    /// <summary>Redis does not answer.</summary>
    Unknown,
}

/// <summary>
/// A mark beside the jobs on Redis that says that there is a job for all that is to do. Where it is missing they are lost with it. It
/// names the run of the server, so that a start is noticed whose last second was not on disk. One process at a time makes jobs again.
/// </summary>
public sealed class JobsMark(RedisConnections redis, ThisInstance self)
{
    private static readonly TimeSpan _turn = TimeSpan.FromSeconds(30);
    private static readonly RedisKey _mark = JobsFeature.Prefix + "mark", _maker = JobsFeature.Prefix + "maker";

    private readonly Circuit _circuit = redis.JobsCircuit!;

    private IDatabase Database => redis.Jobs!.GetDatabase();

    public async Task<JobsKept> Look(CancellationToken ct)
    {
        try
        {
            return await _circuit.Run(async calling => await Ask().WaitAsync(calling), ct);
        }
        catch (Exception e) when (RedisSilence.Is(e))
        {
            return JobsKept.Unknown;
        }
    }

    /// <summary>They are made. Says nothing when Redis was emptied meanwhile: then the next look finds it out.</summary>
    public async Task Set(CancellationToken ct)
    {
        try
        {
            await _circuit.Run(async calling => await Write().WaitAsync(calling), ct);
        }
        catch (Exception e) when (RedisSilence.Is(e))
        {
            // Then they are made once more.
        }
    }

    private async Task<JobsKept> Ask()
    {
        var mark = await Database.StringGetAsync(_mark);
        if (mark == await ServerRun()) return JobsKept.All;
        if (!await Database.StringSetAsync(_maker, self.Id, _turn, When.NotExists)) return JobsKept.All;
        return mark.IsNull ? JobsKept.None : JobsKept.Most;
    }

    private async Task<bool> Write()
    {
        var run = await ServerRun();
        var write = Database.CreateTransaction();
        write.AddCondition(Condition.StringEqual(_maker, self.Id));
        _ = write.StringSetAsync(_mark, run);
        _ = write.KeyDeleteAsync(_maker);
        return await write.ExecuteAsync();
    }

    /// <summary>New with each start of the server; a word of ours where the server does not tell.</summary>
    private async Task<RedisValue> ServerRun()
    {
        const string Name = "run_id:";
        try
        {
            var told = (string?)await Database.ExecuteAsync("INFO", "server") ?? "";
            return told.Split('\n').FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..].Trim() ?? "untold";
        }
        catch (RedisServerException)
        {
            return "untold";
        }
    }
}
