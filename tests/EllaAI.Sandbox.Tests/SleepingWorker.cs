using System.Diagnostics;
using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Tests;

/// <summary>A worker of its own whose only run sleeps, with children that left its session. For seeing how all of it dies.</summary>
internal sealed class SleepingWorker : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-test-");
    private readonly Process _process;

    public SleepingWorker()
    {
        var file = Path.Combine(_folder.FullName, "main.py");
        File.WriteAllText(file, "import os, time\nif os.fork() == 0: os.setsid()\nos.fork()\ntime.sleep(300)");
        _process = Process.Start(new ProcessStartInfo("dotnet", [Place.Worker, "run", "--language", "python", "--wall-ms", "300000", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int Janitor => Processes.Children(Id).Single(p => ProcFiles.Command(p).Contains("janitor", StringComparison.Ordinal));

    /// <summary>The groups that its walls have, once one has begun.</summary>
    public async Task<IReadOnlyList<string>> Walls()
    {
        await Processes.Until(() => Processes.Walls(Id).Count > 0, "it makes a wall");
        return Processes.Walls(Id);
    }

    /// <summary>One group of the wall that the program sleeps in, once all of it is there.</summary>
    public async Task<string> Sleeps()
    {
        await Processes.Until(() => Processes.Walls(Id).Any(Sleeping), "the run sleeps");
        return Processes.Walls(Id).First(Sleeping);
    }

    public async Task Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Groups in every hierarchy that a worker with this wall made.</summary>
    public static IEnumerable<string> Groups(string wall) =>
        GroupTree.Open(allowNone: true).Folders.SelectMany(f => Directory.GetDirectories(f, InstancePrefix(wall) + "*"));

    public static string InstanceId(string wall) => Path.GetFileName(wall).Split('-')[1];

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string InstancePrefix(string wall) => $"{Instance.GroupPrefix}{InstanceId(wall)}-";

    private static bool Sleeping(string group) =>
        Processes.Members(group).Count(p => ProcFiles.Command(p).Contains("python3\0-B\0main.py", StringComparison.Ordinal)) == 4;
}
