using System.Diagnostics;
using Xunit;

namespace EllaAI.Faults;

/// <summary>A disk of a given size that can be filled to the last byte and emptied again. Needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _ballast;

    private SmallDisk(string path) => (Path, _ballast) = (path, System.IO.Path.Combine(path, "ballast"));

    public string Path { get; }

    /// <summary>Skips the test where nothing can be mounted, except where everything is demanded.</summary>
    public static SmallDisk Mount(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        var said = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "ella-faults", path);
        if (said.Length == 0) return new(path);
        if (Environment.GetEnvironmentVariable("ELLA_REQUIRE") == "all") throw new InvalidOperationException(said);
        Assert.Skip($"A small disk cannot be mounted: {said}");
        throw new UnreachableException();
    }

    public void Fill()
    {
        using var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1 << 20; size > 0; size /= 2)
            try
            {
                while (true) file.Write(new byte[size]);
            }
            catch (IOException)
            {
                // No room for so much: for half of it, perhaps.
            }
    }

    public void MakeRoom() => File.Delete(_ballast);

    // Lazily: whoever still has a file open there keeps nothing from being deleted.
    public void Dispose() => Run("umount", "-l", Path);

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : said.Length > 0 ? said : $"{program} ended with {process.ExitCode}";
    }
}
