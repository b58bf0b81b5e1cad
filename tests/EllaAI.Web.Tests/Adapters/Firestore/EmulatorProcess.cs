using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EllaAI.Web.Adapters.Firestore;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>The emulator of the Google Cloud CLI on a free port, with a folder of its own. It keeps its data in memory.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    // Its own group, so that all of it can be frozen and killed. It ends with its standard input, however we end.
    private const string Script = """
        set -m
        gcloud emulators firestore start --host-port="$1" </dev/null >"$2/emulator.log" 2>&1 &
        group=$!
        echo "$group"
        cat >/dev/null
        kill -KILL -- "-$group"
        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-firestore-");
    private readonly Process _process;
    private string _group = "";

    private EmulatorProcess() => _process = Process.Start(new ProcessStartInfo("bash", ["-c", Script, "bash", Host, _folder.FullName])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        // Its settings and logs, which otherwise are the user's.
        Environment = { ["CLOUDSDK_CONFIG"] = Path.Combine(_folder.FullName, "config") },
    })!;

    /// <summary>Whether there is a CLI at all; whether it has the emulator shows when it starts.</summary>
    public static bool Installed => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "gcloud")));

    /// <summary>Host and port.</summary>
    public string Host { get; } = $"127.0.0.1:{FreePort()}";

    /// <exception cref="InvalidOperationException">It ended, or does not serve in time.</exception>
    public static async Task<EmulatorProcess> Start()
    {
        var emulator = new EmulatorProcess();
        try
        {
            emulator._group = (await emulator._process.StandardOutput.ReadLineAsync())!;
            await emulator.WaitUntilReady();
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>From here on nobody answers, though connections stay open.</summary>
    public void Freeze() => Signal("STOP");

    public void Continue() => Signal("CONT");

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", $"-{_group}"]);
        kill.WaitForExit();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"The emulator took no {signal}.");
    }

    private async Task WaitUntilReady()
    {
        using var http = new HttpClient();
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(100))
            try
            {
                if ((await http.GetAsync(new Uri($"http://{Host}/"))).IsSuccessStatusCode) break;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(start) < _patience && !_process.HasExited)
            {
                // It is still starting.
            }
            catch (HttpRequestException e)
            {
                throw new InvalidOperationException($"The Firestore emulator did not start: {Log()}", e);
            }

        // Its first answer takes it seconds on a busy machine, which no test should have to wait for.
        using var circuits = new Circuits(TimeProvider.System);
        using var client = new FirestoreClient(new() { Project = "first", EmulatorHost = Host, TimeoutSeconds = 50 }, circuits);
        await client.Run(patience => client.Get([$"{client.Names.Root}/companies/first"], patience), default);
    }

    private string Log() => File.ReadAllText(Path.Combine(_folder.FullName, "emulator.log"));

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
