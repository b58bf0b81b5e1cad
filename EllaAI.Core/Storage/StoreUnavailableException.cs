namespace EllaAI.Core.Storage;

/// <summary>The store did not answer in time, or refused. It says nothing about the documents.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException() { }

    public StoreUnavailableException(string message) : base(message) { }

    public StoreUnavailableException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Whether a commit may have been written all the same. Who tries again must read first.</summary>
    public bool MayBeWritten { get; private init; }

    /// <summary>The answer to a commit was lost, and nothing tells any more what became of it.</summary>
    public static StoreUnavailableException Undecided(string message, Exception? inner = null) =>
        new($"{message} Whether the commit was written is not known.", inner!) { MayBeWritten = true };
}
