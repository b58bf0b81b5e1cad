namespace EllaAI.Sandbox.Engine;

/// <summary>A wall broke or fell silent. Never the candidate's fault: what ran in it is run again in another.</summary>
public sealed class WallLostException : Exception
{
    public WallLostException() { }

    public WallLostException(string message) : base(message) { }

    public WallLostException(string message, Exception inner) : base(message, inner) { }
}
