using EllaAI.Core.Operations;
using EllaAI.Web.Adapters.Memory;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>Live messages among all replicas: here at once, elsewhere through Redis; without Redis here alone.</summary>
internal sealed class RedisLiveMessages : ILiveMessages
{
    private const string Topic = "ella:live";

    private readonly MemoryLiveMessages _here;
    private readonly RedisBus _bus;

    public RedisLiveMessages(MemoryLiveMessages here, RedisBus bus)
    {
        (_here, _bus) = (here, bus);
        bus.Listen(Topic, async bytes =>
        {
            // To subscribers only: browsers on this replica hear it from the hub, which has its own way here.
            if (LiveWire.Read(bytes.Span) is { } heard) await _here.Hear(heard.Topic, heard.Message);
        });
    }

    public async ValueTask Publish(string topic, object message, CancellationToken ct)
    {
        await _here.Publish(topic, message, ct);
        if (LiveWire.Write(topic, message) is { } bytes) _bus.Tell(Topic, bytes);
    }

    public IDisposable Subscribe(string topic, Func<object, Task> handler) => _here.Subscribe(topic, handler);
}
