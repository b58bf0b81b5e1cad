using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Redis;

/// <summary>Debian's Redis on a free port with a folder of its own; can be killed, started again, frozen and emptied.</summary>
public sealed partial class RedisServer : IAsyncDisposable
{
    private const int Kill = 9, Continue = 18, Stop = 19;
    private const string Program = "/usr/bin/redis-server";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-redis-");
    private Process? _process;

    private RedisServer(int port) => Port = port;

    public int Port { get; }

    /// <summary>What goes into <c>Redis:Cache</c> or <c>Redis:Jobs</c>.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Skips the test where there is no Redis, except where everything is demanded.</summary>
    public static async Task<RedisServer> Start()
    {
        if (!File.Exists(Program))
        {
            if (Environment.GetEnvironmentVariable("ELLA_REQUIRE") == "all") throw new InvalidOperationException($"{Program} is missing.");
            Assert.Skip($"{Program} is missing: apt install redis-server.");
        }

        var server = new RedisServer(FreePort());
        await server.Restart();
        return server;
    }

    /// <summary>On the same port. Returns when it answers.</summary>
    public async Task Restart()
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _folder.FullName, "--save", "", "--appendonly", "no" })
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Until.True(async () => await Say("PING") == "+PONG");
    }

    public void KillAtOnce()
    {
        Signal(Kill);
        _process!.WaitForExit();
    }

    public void Freeze() => Signal(Stop);

    public void Thaw() => Signal(Continue);

    public Task Flush() => Say("FLUSHALL");

    /// <summary>One command outside of everything that is tested; its first line, empty when nobody answers.</summary>
    public async Task<string> Say(string command)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
            using var reader = new StreamReader(stream);
            return await reader.ReadLineAsync() ?? "";
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return "";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            Signal(Kill);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Signal(int signal) => Assert.Equal(0, SendSignal(_process!.Id, signal));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);
}
