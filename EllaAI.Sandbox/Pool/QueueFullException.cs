namespace EllaAI.Sandbox.Pool;

/// <summary>Back-pressure: so many wait already that another one would only wait longer. Ask again later, or another worker.</summary>
public sealed class QueueFullException : Exception
{
    public QueueFullException() : base("Too many runs are waiting.") { }

    public QueueFullException(string message) : base(message) { }

    public QueueFullException(string message, Exception inner) : base(message, inner) { }
}
