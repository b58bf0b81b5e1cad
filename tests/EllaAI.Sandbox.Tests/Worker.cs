using System.Diagnostics;

namespace EllaAI.Sandbox.Tests;

/// <summary>
/// A worker process on a TCP port of its own, for Python only: to look for all languages takes it half a minute of both processors here. It
/// follows our standard input, so it ends when we do.
/// </summary>
internal sealed class Worker : IDisposable
{
    private readonly Process _process;

    public Worker(string scheme, params string[] options) : this(scheme, [], options)
    {
    }

    private Worker(string scheme, IReadOnlyList<string> before, IReadOnlyList<string> options)
    {
        var address = $"127.0.0.1:{Connection.FreePort()}";
        Endpoint = $"{scheme}://{address}/";
        string[] command = [.. before, "dotnet", Place.Worker, "serve", "--listen", address, "--follow-stdin", "--languages", "python", .. options];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true })!;
    }

    /// <summary>For which this folder of the host is empty, as if a package were not installed. Needs root.</summary>
    public static Worker Without(string folder, string scheme, params string[] options) =>
        new(scheme, ["unshare", "-m", "sh", "-c", "mount -t tmpfs none \"$0\" && exec \"$@\"", folder], options);

    public string Endpoint { get; }

    public int Id => _process.Id;

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>It hangs: nothing is closed, nothing answers.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Thaw();
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(20).Stretched())) _process.Kill();
        }
        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }
}
