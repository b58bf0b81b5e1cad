namespace EllaAI.Core.Execution;

public enum TlsFile
{
    Certificate,
    Key,
    Authorities,
}

/// <summary>One of the files for mutual TLS cannot be used; the message names it and says why.</summary>
public sealed class MutualTlsException : Exception
{
    public MutualTlsException() { }

    public MutualTlsException(string message) : base(message) { }

    public MutualTlsException(string message, Exception inner) : base(message, inner) { }

    public MutualTlsException(TlsFile file, string message, Exception? inner = null) : base(message, inner) => File = file;

    public TlsFile File { get; }
}
