namespace EllaAI.Core.Operations;

/// <summary>
/// Tells open pages that something moved. Best effort and never the only copy: whoever missed a message reads the documents.
/// </summary>
public interface ILiveMessages
{
    ValueTask Publish(string topic, object message, CancellationToken ct);

    /// <summary>Calls <paramref name="handler"/> for each message until disposed. The handler must not throw.</summary>
    IDisposable Subscribe(string topic, Func<object, Task> handler);
}
