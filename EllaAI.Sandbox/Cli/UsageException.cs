namespace EllaAI.Sandbox.Cli;

/// <summary>The command line is wrong; the message is the one line that its user reads.</summary>
internal sealed class UsageException : Exception
{
    public UsageException() { }

    public UsageException(string message) : base(message) { }

    public UsageException(string message, Exception inner) : base(message, inner) { }
}
