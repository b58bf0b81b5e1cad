using System.Collections.Concurrent;
using System.Collections.Immutable;
using EllaAI.Core.Operations;

namespace EllaAI.Web.Adapters.Memory;

/// <summary>Live messages within this process.</summary>
internal sealed class MemoryLiveMessages(IEnumerable<ILiveBridge> bridges) : ILiveMessages
{
    private readonly ConcurrentDictionary<string, ImmutableList<Subscription>> _topics = new();

    public async ValueTask Publish(string topic, object message, CancellationToken ct)
    {
        foreach (var bridge in bridges) await bridge.Forward(topic, message, ct);
        await Hear(topic, message);
    }

    /// <summary>Said elsewhere: for subscribers, not for bridges.</summary>
    public async ValueTask Hear(string topic, object message)
    {
        foreach (var subscription in _topics.GetValueOrDefault(topic, [])) await subscription.Handler(message);
    }

    public IDisposable Subscribe(string topic, Func<object, Task> handler)
    {
        var subscription = new Subscription(handler, this, topic);
        _topics.AddOrUpdate(topic, [subscription], (_, all) => all.Add(subscription));
        return subscription;
    }

    private void Remove(Subscription subscription)
    {
        var left = _topics.AddOrUpdate(subscription.Topic, [], (_, all) => all.Remove(subscription));
        if (left.IsEmpty) _topics.TryRemove(new(subscription.Topic, left));
    }

    private sealed class Subscription(Func<object, Task> handler, MemoryLiveMessages owner, string topic) : IDisposable
    {
        public Func<object, Task> Handler { get; } = handler;

        public string Topic { get; } = topic;

        public void Dispose() => owner.Remove(this);
    }
}

/// <summary>Carries live messages out of the process, to browsers on a hub.</summary>
internal interface ILiveBridge
{
    Task Forward(string topic, object message, CancellationToken ct);
}
