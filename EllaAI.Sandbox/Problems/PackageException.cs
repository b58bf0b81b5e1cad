namespace EllaAI.Sandbox.Problems;

/// <summary>A problem package is not as it must be; the message is one sentence that begins with the file.</summary>
internal sealed class PackageException : Exception
{
    public PackageException() { }

    public PackageException(string message) : base(message) { }

    public PackageException(string message, Exception inner) : base(message, inner) { }
}
