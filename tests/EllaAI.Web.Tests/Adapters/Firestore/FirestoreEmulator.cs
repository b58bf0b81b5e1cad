using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>
/// The emulator of the Google Cloud CLI, on a free port, for all tests that want Firestore; they run one after another. It keeps its
/// data in memory, so that each test takes a project of its own instead of cleaning up. Where there is no CLI they are skipped.
/// </summary>
public sealed class FirestoreEmulator : IAsyncLifetime
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
    private Process? _process;
    private string _group = "";

    private static bool Demanded => Environment.GetEnvironmentVariable("ELLA_REQUIRE") == "all";

    private static bool Installed => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "gcloud")));

    /// <summary>Host and port.</summary>
    public string Host { get; } = $"127.0.0.1:{FreePort()}";

    public async ValueTask InitializeAsync()
    {
        if (!Installed && !Demanded) return;
        _process = Process.Start(new ProcessStartInfo("bash", ["-c", Script, "bash", Host, _folder.FullName])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // Its settings and logs, which otherwise are the user's.
            Environment = { ["CLOUDSDK_CONFIG"] = Path.Combine(_folder.FullName, "config") },
        })!;
        _group = (await _process.StandardOutput.ReadLineAsync())!;
        await WaitUntilReady();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    public void Require() => Assert.SkipWhen(_process is null, "The Google Cloud CLI (gcloud) with its Firestore emulator is not installed.");

    /// <summary>From here on nobody answers, though connections stay open.</summary>
    public void Freeze() => Signal("STOP");

    public void Continue() => Signal("CONT");

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", $"-{_group}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private async Task WaitUntilReady()
    {
        using var http = new HttpClient();
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(100))
            try
            {
                if ((await http.GetAsync(new Uri($"http://{Host}/"))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(start) < _patience && !_process!.HasExited)
            {
                // It is still starting.
            }
            catch (HttpRequestException e)
            {
                throw new InvalidOperationException($"The Firestore emulator did not start: {Log()}", e);
            }
    }

    private string Log() => File.ReadAllText(Path.Combine(_folder.FullName, "emulator.log"));

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}

[CollectionDefinition(Name)]
public sealed class FirestoreTests : ICollectionFixture<FirestoreEmulator>
{
    public const string Name = "Firestore";
}
