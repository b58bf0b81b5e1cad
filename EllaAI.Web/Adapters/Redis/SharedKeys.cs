using System.Xml.Linq;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.DataProtection.Repositories;
using StackExchange.Redis;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>
/// The keys that sessions are sealed with, on Redis for all replicas and on each one's disk: what one of the two has lost it gets back
/// from the other, so that no session ends because a Redis was flushed or a container replaced.
/// </summary>
internal sealed partial class SharedKeys(IXmlRepository disk, RedisConnections redis, ILogger<SharedKeys> log) : IXmlRepository
{
    private static readonly RedisKey _all = "ella:keys";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var kept = ById(disk.GetAllElements());
        var shared = Try(db => db.HashGetAll(_all).ToDictionary(e => $"{e.Name}", e => XElement.Parse($"{e.Value}")));
        if (shared is null) return [.. kept.Values];
        foreach (var (id, element) in shared)
            if (kept.TryAdd(id, element)) disk.StoreElement(element, id);
        foreach (var (id, element) in kept)
            if (!shared.ContainsKey(id)) Share(id, element);
        return [.. kept.Values];
    }

    /// <summary>On disk first: then it is not lost, whatever happens to Redis.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        disk.StoreElement(element, friendlyName);
        Share(Id(element), element);
    }

    private void Share(string id, XElement element) => Try(db => db.HashSet(_all, id, element.ToString(SaveOptions.DisableFormatting)));

    private T? Try<T>(Func<IDatabase, T> call)
    {
        try
        {
            return redis.JobsCircuit!.Run(_ => ValueTask.FromResult(call(redis.Jobs!.GetDatabase())), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (RedisSilence.Is(e))
        {
            LogDiskOnly(e.Message);
            return default;
        }
    }

    private static Dictionary<string, XElement> ById(IEnumerable<XElement> elements)
    {
        var byId = new Dictionary<string, XElement>();
        foreach (var element in elements) byId.TryAdd(Id(element), element);
        return byId;
    }

    /// <summary>A key's own id; a revocation has none, so its content stands for it.</summary>
    private static string Id(XElement element) => (string?)element.Attribute("id")
        ?? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Keys of sessions are on disk only for now: {Problem}")]
    private partial void LogDiskOnly(string problem);
}
