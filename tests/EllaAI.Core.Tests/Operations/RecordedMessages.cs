using System.Collections.Concurrent;
using System.Collections.Immutable;
using EllaAI.Core.Operations;

namespace EllaAI.Core.Tests.Operations;

/// <summary>Keeps what open pages would have been told, and tells who listens.</summary>
public sealed class RecordedMessages : ILiveMessages
{
    private readonly ConcurrentQueue<(string Topic, object Message)> _published = new();
    private ImmutableList<Listener> _listeners = [];

    public IEnumerable<T> Of<T>(string topic) => _published.Where(p => p.Topic == topic).Select(p => p.Message).OfType<T>();

    public async ValueTask Publish(string topic, object message, CancellationToken ct)
    {
        _published.Enqueue((topic, message));
        foreach (var listener in _listeners.Where(l => l.Topic == topic)) await listener.Handler(message);
    }

    public IDisposable Subscribe(string topic, Func<object, Task> handler)
    {
        var listener = new Listener(this, topic, handler);
        ImmutableInterlocked.Update(ref _listeners, all => all.Add(listener));
        return listener;
    }

    private sealed class Listener(RecordedMessages owner, string topic, Func<object, Task> handler) : IDisposable
    {
        public string Topic { get; } = topic;

        public Func<object, Task> Handler { get; } = handler;

        public void Dispose() => ImmutableInterlocked.Update(ref owner._listeners, all => all.Remove(this));
    }
}
