using System.Collections.Concurrent;
using EllaAI.Core.Operations;

namespace EllaAI.Core.Tests.Operations;

/// <summary>Keeps what open pages would have been told.</summary>
public sealed class RecordedMessages : ILiveMessages
{
    private readonly ConcurrentQueue<(string Topic, object Message)> _published = new();

    public IEnumerable<T> Of<T>(string topic) => _published.Where(p => p.Topic == topic).Select(p => p.Message).OfType<T>();

    public ValueTask Publish(string topic, object message, CancellationToken ct)
    {
        _published.Enqueue((topic, message));
        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe(string topic, Func<object, Task> handler) => throw new NotSupportedException("The domain only publishes.");
}
