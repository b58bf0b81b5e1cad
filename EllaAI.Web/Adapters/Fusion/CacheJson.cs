using System.Text.Json;
using EllaAI.Core.Storage;
using ZiggyCreatures.Caching.Fusion.Serialization;

namespace EllaAI.Web.Adapters.Fusion;

/// <summary>Cached values as JSON, written as documents are.</summary>
internal sealed class CacheJson : IFusionCacheSerializer
{
    public byte[] Serialize<T>(T? obj) => JsonSerializer.SerializeToUtf8Bytes(obj, DocumentJson.Options);

    public T? Deserialize<T>(byte[] data) => JsonSerializer.Deserialize<T>(data, DocumentJson.Options);

    public ValueTask<byte[]> SerializeAsync<T>(T? obj, CancellationToken token = default) => ValueTask.FromResult(Serialize(obj));

    public ValueTask<T?> DeserializeAsync<T>(byte[] data, CancellationToken token = default) => ValueTask.FromResult(Deserialize<T>(data));
}
