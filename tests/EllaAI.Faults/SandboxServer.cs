using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using EllaAI.E2E;
using EllaAI.Web.Tests;
using Xunit;

namespace EllaAI.Faults;

/// <summary>A sandbox worker as a process of its own that the product reaches by its address. It ends with us.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private readonly string _address;
    private Process? _process;

    private SandboxServer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _address = listener.LocalEndpoint.ToString()!;
    }

    public string Setting => $"--Sandbox:Endpoint=http://{_address}";

    public int Id => _process!.Id;

    private static string Program { get; } = Path.Combine(Path.GetDirectoryName(Place.Web)!, "sandbox", "EllaAI.Sandbox.dll");

    /// <summary>Skips the test where no code can be run safely, except where everything is demanded.</summary>
    public static async Task<SandboxServer> Start()
    {
        if (await Problem() is { Length: > 0 } problem)
        {
            if (Environment.GetEnvironmentVariable("ELLA_REQUIRE") == "all") throw new InvalidOperationException(problem);
            Assert.Skip(problem);
        }

        var server = new SandboxServer();
        await server.Restart();
        return server;
    }

    /// <summary>On the same port. Returns when it listens.</summary>
    public async Task Restart()
    {
        _process?.Dispose();
        _process = Process.Start(new ProcessStartInfo("dotnet", [Program, "serve", "--listen", _address, "--follow-stdin"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        _process.BeginErrorReadLine();
        await Until.True(Listens);
    }

    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not { HasExited: false }) return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> Listens()
    {
        Assert.False(_process!.HasExited, "The sandbox did not start.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPEndPoint.Parse(_address));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string?> Problem()
    {
        using var doctor = Process.Start(new ProcessStartInfo("dotnet", [Program, "doctor", "--json"]) { RedirectStandardOutput = true })!;
        var said = JsonDocument.Parse(await doctor.StandardOutput.ReadToEndAsync()).RootElement;
        await doctor.WaitForExitAsync();
        return said.TryGetProperty("problem", out var problem) ? problem.GetString() : null;
    }
}
