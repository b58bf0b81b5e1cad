using System.Threading.Channels;
using StackExchange.Redis;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>Tells the other replicas. Nothing is kept: who is not connected does not hear it, and nobody hears what he said himself.</summary>
internal sealed partial class RedisBus : IAsyncDisposable
{
    private const int Waiting = 4_096, NameBytes = 16;

    private readonly byte[] _self = Guid.NewGuid().ToByteArray();
    private readonly RedisConnections _redis;
    private readonly ILogger<RedisBus> _log;
    private readonly Channel<(string Topic, byte[] Body)> _queue;
    private readonly Task _telling;

    public RedisBus(RedisConnections redis, ILogger<RedisBus> log)
    {
        (_redis, _log) = (redis, log);
        _queue = Channel.CreateBounded<(string, byte[])>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _telling = Task.Run(TellAll);
    }

    /// <summary>A listener that was made before the server was there hears from then on.</summary>
    /// <param name="hear">Called for one message after the other.</param>
    public void Listen(string topic, Func<ReadOnlyMemory<byte>, Task> hear) => Subscriber
        .Subscribe(RedisChannel.Literal(topic), CommandFlags.FireAndForget)
        .OnMessage(async message =>
        {
            var bytes = (byte[]?)message.Message ?? [];
            if (bytes.Length < NameBytes || bytes.AsSpan(0, NameBytes).SequenceEqual(_self)) return;
            try
            {
                await hear(bytes.AsMemory(NameBytes));
            }
            catch (Exception e)
            {
                LogUnheard(topic, e);
            }
        });

    public Task Leave(string topic) => Subscriber.UnsubscribeAsync(RedisChannel.Literal(topic), flags: CommandFlags.FireAndForget);

    /// <exception cref="RedisException">It was not sent.</exception>
    /// <exception cref="Hosting.NeighbourUnavailableException">It was not sent.</exception>
    public async ValueTask Send(string topic, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        byte[] message = [.. _self, .. body.Span];
        await _redis.CacheCircuit!.Run(
            async calling => await Subscriber.PublishAsync(RedisChannel.Literal(topic), message).WaitAsync(calling), ct);
    }

    /// <summary>Returns at once. In order; what cannot be sent is lost.</summary>
    public void Tell(string topic, byte[] body) => _queue.Writer.TryWrite((topic, body));

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _telling;
    }

    private ISubscriber Subscriber => _redis.Cache!.GetSubscriber();

    private async Task TellAll()
    {
        await foreach (var (topic, body) in _queue.Reader.ReadAllAsync())
        {
            try
            {
                await Send(topic, body, CancellationToken.None);
            }
            catch (Exception e)
            {
                LogUntold(topic, e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of another replica on {Topic} could not be used")]
    private partial void LogUnheard(string topic, Exception e);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Other replicas could not be told on {Topic}: {Problem}")]
    private partial void LogUntold(string topic, string problem);
}
