using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace EllaAI.E2E;

/// <summary>The real product as a process of its own, on a free port with a folder of its own.</summary>
public sealed class EllaProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);
    private readonly string _data = Directory.CreateTempSubdirectory("ella-e2e-").FullName;
    private readonly StringBuilder _log = new();
    private Process? _process;

    public EllaProcess() => Address = new Uri($"http://127.0.0.1:{FreePort()}");

    public Uri Address { get; }

    /// <summary>Starts it, or starts it again on the same port and folder, and waits until every part is ready.</summary>
    public async Task Start()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Place.Web, "--urls", Address.ToString(), $"--Ella:Data={_data}", "--Ella:Demo=true"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Ready();
    }

    /// <summary>Ends it as a crash would: at once, with nothing said.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await Kill();
        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(object sender, DataReceivedEventArgs e)
    {
        lock (_log) _log.AppendLine(e.Data);
    }

    private async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var deadline = new CancellationTokenSource(_patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await IsReady(http))
        {
            if (_process!.HasExited || deadline.IsCancellationRequested) throw new InvalidOperationException($"EllaAI did not start:\n{_log}");
            await pause.WaitForNextTickAsync();
        }
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/ready");
            if (!answer.IsSuccessStatusCode) return false;
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
            return json.RootElement.GetProperty("status").GetString() == "healthy";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
