using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace EllaAI.Benchmarks.Store;

/// <summary>Debian's Redis on a free port, set up as the product's own documentation says for jobs: it writes down each second.</summary>
internal sealed class RedisProcess : IDisposable
{
    public const string Program = "/usr/bin/redis-server";

    private readonly Process _process;
    private readonly ConnectionMultiplexer _connection;

    private RedisProcess(Process process, ConnectionMultiplexer connection, string address) => (_process, _connection, Address) = (process, connection, address);

    public static bool IsThere => File.Exists(Program);

    public string Address { get; }

    public static async Task<RedisProcess> Start(DiskFolder folder)
    {
        var (port, own) = (FreePort(), Directory.CreateDirectory(folder.File($"redis-{Guid.NewGuid():N}")));
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--port", $"{port}", "--bind", "127.0.0.1", "--dir", own.FullName, "--save", "", "--appendonly", "yes" })
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var options = ConfigurationOptions.Parse($"127.0.0.1:{port}");
        (options.ConnectRetry, options.ConnectTimeout) = (20, 1_000);
        return new(process, await ConnectionMultiplexer.ConnectAsync(options), $"127.0.0.1:{port}");
    }

    /// <summary>Returns when it has at least so many keys.</summary>
    public async Task Holds(int keys)
    {
        while ((long)await _connection.GetDatabase().ExecuteAsync("DBSIZE") < keys) await Task.Delay(10);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
