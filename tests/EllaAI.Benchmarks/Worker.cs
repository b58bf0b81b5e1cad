using System.Globalization;
using EllaAI.Core.Execution;
using EllaAI.Web.Adapters.Runner;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EllaAI.Benchmarks;

/// <summary>A worker process of its own at the other end of a Unix socket, started and asked by the web's own adapter.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly IHost _host;
    private int _pid;

    private Worker(IHost host) => _host = host;

    public ICodeRunner Runner => _host.Services.GetRequiredService<ICodeRunner>();

    /// <summary>Waits for its first answer.</summary>
    public static async Task<Worker> Start(int capacity)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sandbox:Executable"] = Path.Combine(AppContext.BaseDirectory, "EllaAI.Sandbox.dll"),
            ["Sandbox:Capacity"] = capacity.ToString(CultureInfo.InvariantCulture),
        });
        builder.Services.AddRunner(builder.Configuration);
        var worker = new Worker(builder.Build());
        await worker._host.StartAsync();
        for (var i = 0; !await worker.Answers(); i++)
        {
            if (i == 600) throw new InvalidOperationException("The worker does not answer.");
            await Task.Delay(50);
        }
        worker._pid = Child();
        return worker;
    }

    /// <summary>MiB of physical memory that the worker process itself holds.</summary>
    public double ResidentMb() => Field(_pid, "VmRSS:") / 1024.0;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task<bool> Answers()
    {
        try
        {
            await Runner.Status(default);
            return true;
        }
        catch (RunnerUnavailableException)
        {
            return false;
        }
    }

    private static int Child() =>
        Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(n => n!.All(char.IsAsciiDigit)).Select(n => int.Parse(n!, CultureInfo.InvariantCulture))
            .First(pid => Field(pid, "PPid:") == Environment.ProcessId && Command(pid).Contains("--follow-stdin", StringComparison.Ordinal));

    private static string Command(int pid) => Read($"/proc/{pid}/cmdline");

    private static long Field(int pid, string key)
    {
        var line = Read($"/proc/{pid}/status").Split('\n').FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
        return line is null ? -1 : long.Parse(line.AsSpan(key.Length).Trim(" \tkB"), CultureInfo.InvariantCulture);
    }

    // Of a process that may end meanwhile.
    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
