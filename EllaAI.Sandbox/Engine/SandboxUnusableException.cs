namespace EllaAI.Sandbox.Engine;

/// <summary>This machine cannot hold the wall; the message says what is missing and what to do.</summary>
public sealed class SandboxUnusableException : Exception
{
    public SandboxUnusableException() { }

    public SandboxUnusableException(string message) : base(message) { }

    public SandboxUnusableException(string message, Exception inner) : base(message, inner) { }
}
