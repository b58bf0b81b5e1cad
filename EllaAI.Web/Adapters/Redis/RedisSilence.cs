using EllaAI.Web.Hosting;
using StackExchange.Redis;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>That Redis did not answer, in whichever of the ways in which its client says so.</summary>
internal static class RedisSilence
{
    /// <summary>A connection that dies under a write lets the exception of its pipe through, which is none of the client's own.</summary>
    public static bool Is(Exception e) => e is NeighbourUnavailableException or RedisException or TimeoutException or InvalidOperationException or IOException;
}
