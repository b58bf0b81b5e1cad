using System.Text;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Cli;

/// <summary>Where a bundle goes. Opened before anything runs, so that a wrong name costs no run.</summary>
internal sealed class BundleFile : IAsyncDisposable
{
    private readonly FileStream _stream;

    /// <exception cref="UsageException">It cannot be written.</exception>
    public BundleFile(string file)
    {
        try
        {
            _stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{file} cannot be written.", e);
        }
    }

    public async Task Write(RunBundle bundle) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(bundle.ToJson() + '\n'));

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
