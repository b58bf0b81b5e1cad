using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace EllaAI.E2E;

/// <summary>The real product as a process of its own, on a free port.</summary>
public sealed class EllaProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);
    private readonly string[] _settings;
    private readonly string _data;
    private readonly bool _ownsData;
    private readonly StringBuilder _log = new();
    private Process? _process;

    /// <summary>With the demo company, in a folder of its own.</summary>
    public EllaProcess() : this(Directory.CreateTempSubdirectory("ella-e2e-").FullName, "--Ella:Demo=true") => _ownsData = true;

    /// <param name="data">Where it keeps everything; stays when it is disposed of.</param>
    /// <param name="settings">Such as <c>--Redis:Cache=127.0.0.1:6379</c>.</param>
    public EllaProcess(string data, params string[] settings) =>
        (_data, _settings, Address) = (data, settings, new Uri($"http://127.0.0.1:{FreePort()}"));

    public Uri Address { get; }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>All that it printed, from every start.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>Starts it, or starts it again on the same port and folder, and waits until every part is ready.</summary>
    public async Task Start()
    {
        Launch();
        await Ready();
    }

    /// <summary>The same without waiting.</summary>
    public void Launch()
    {
        _process?.Dispose();
        _process = Process.Start(new ProcessStartInfo("dotnet", [Place.Web, "--urls", Address.ToString(), $"--Ella:Data={_data}", .. _settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Ends it as a crash would: at once, with nothing said.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var deadline = new CancellationTokenSource(_patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await IsReady(http))
        {
            if (_process!.HasExited || deadline.IsCancellationRequested) throw new InvalidOperationException($"EllaAI did not start:\n{Log}");
            await pause.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) await Kill();
        _process?.Dispose();
        _process = null;
        if (_ownsData) Directory.Delete(_data, recursive: true);
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
