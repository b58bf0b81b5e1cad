using Microsoft.Extensions.Options;

namespace EllaAI.Web.Hosting;

/// <summary>The folder of everything that is kept, held by one process at a time: two would recover each other's work.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    public DataFolder(IOptions<EllaOptions> options)
    {
        Path = System.IO.Path.GetFullPath(options.Value.Data);
        try
        {
            Directory.CreateDirectory(Path);
            _lock = new FileStream(System.IO.Path.Combine(Path, "ella.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Cannot use the data folder {Path}: {e.Message} Is another EllaAI running on it? Choose another with --data.", e);
        }
    }

    public string Path { get; }

    public void Dispose() => _lock.Dispose();
}

/// <summary>The product cannot start for a reason that its operator can mend: one line, no stack trace.</summary>
public sealed class StartupException : Exception
{
    public StartupException() { }

    public StartupException(string message) : base(message) { }

    public StartupException(string message, Exception inner) : base(message, inner) { }
}
