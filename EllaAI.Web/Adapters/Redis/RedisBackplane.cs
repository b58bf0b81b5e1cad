using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>Brings what one replica forgot to the others. What could not be sent FusionCache sends again, once it hears that Redis is back.</summary>
internal sealed class RedisBackplane(RedisBus bus, RedisConnections redis) : IFusionCacheBackplane
{
    private BackplaneSubscriptionOptions? _subscription;

    public void Subscribe(BackplaneSubscriptionOptions options)
    {
        _subscription = options;
        bus.Listen(options.ChannelName!, Hear);
        redis.Cache!.ConnectionRestored += Restored;
        options.ConnectHandler?.Invoke(new(isReconnection: false));
    }

    public ValueTask SubscribeAsync(BackplaneSubscriptionOptions options)
    {
        Subscribe(options);
        return ValueTask.CompletedTask;
    }

    public void Unsubscribe() => _ = UnsubscribeAsync().AsTask();

    public async ValueTask UnsubscribeAsync()
    {
        if (Interlocked.Exchange(ref _subscription, null) is not { } left) return;
        redis.Cache!.ConnectionRestored -= Restored;
        await bus.Leave(left.ChannelName!);
    }

    public void Publish(BackplaneMessage message, FusionCacheEntryOptions options, CancellationToken token = default) =>
        PublishAsync(message, options, token).AsTask().GetAwaiter().GetResult();

    public ValueTask PublishAsync(BackplaneMessage message, FusionCacheEntryOptions options, CancellationToken token = default) =>
        _subscription is { } subscribed ? bus.Send(subscribed.ChannelName!, BackplaneMessage.ToByteArray(message), token) : ValueTask.CompletedTask;

    private async Task Hear(ReadOnlyMemory<byte> bytes)
    {
        if (_subscription is not { } subscribed || !TryRead(bytes.ToArray(), out var message)) return;
        if (subscribed.IncomingMessageHandlerAsync is { } handler) await handler(message);
        else subscribed.IncomingMessageHandler?.Invoke(message);
    }

    /// <summary>A replica of another version may write in another way: its message is no reason to fail.</summary>
    private static bool TryRead(byte[] bytes, out BackplaneMessage message)
    {
        try
        {
            message = BackplaneMessage.FromByteArray(bytes);
            return message.IsValid();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or IndexOutOfRangeException)
        {
            message = new();
            return false;
        }
    }

    private void Restored(object? sender, ConnectionFailedEventArgs e)
    {
        if (e.ConnectionType == ConnectionType.Subscription) _subscription?.ConnectHandler?.Invoke(new(isReconnection: true));
    }
}
