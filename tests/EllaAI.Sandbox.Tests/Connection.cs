using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EllaAI.Core.Execution;
using EllaAI.Web.Adapters.Runner;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EllaAI.Sandbox.Tests;

/// <summary>The runner as the web has it: to a child of its own, to a worker with options of our choice, or to nobody.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Process? _worker;

    private Connection(IHost host, Process? worker) => (_host, _worker) = (host, worker);

    public ICodeRunner Runner => _host.Services.GetRequiredService<ICodeRunner>();

    /// <summary>Our own child, which the web starts and keeps alive.</summary>
    public static Task<Connection> ToChild(string executable) => Open(new() { ["Sandbox:Executable"] = executable }, null);

    public static Task<Connection> To(string endpoint) => Open(new() { ["Sandbox:Endpoint"] = endpoint }, null);

    /// <summary>A worker on a TCP port, for Python only.</summary>
    public static async Task<Connection> ToWorker(params string[] options)
    {
        var address = $"127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Place.Worker, "serve", "--listen", address, "--follow-stdin", "--languages", "python", .. options]) { RedirectStandardInput = true };
        return await Open(new() { ["Sandbox:Endpoint"] = $"http://{address}" }, Process.Start(start));
    }

    /// <summary>The first answer, for which it waits.</summary>
    public async Task<RunnerStatus> Answer()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30).Stretched());
        for (; ; )
        {
            try
            {
                return await Runner.Status(patience.Token);
            }
            catch (RunnerUnavailableException)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        if (_worker is null) return;
        _worker.StandardInput.Close();
        await _worker.WaitForExitAsync();
        _worker.Dispose();
    }

    /// <param name="endpoints">Workers that somebody else started.</param>
    public static Task<Connection> To(IReadOnlyList<string> endpoints, params (string Key, string Value)[] settings) => Open(
        new(endpoints.Select((e, i) => KeyValuePair.Create($"Sandbox:Endpoints:{i}", (string?)e)).Concat(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))),
        null);

    private static async Task<Connection> Open(Dictionary<string, string?> settings, Process? worker)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddRunner(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host, worker);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
