using System.Diagnostics;
using EllaAI.Core.Execution;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>
/// Keeps the sandbox child running for as long as we do. It follows its standard input: should we be killed, that pipe
/// closes and it goes too. The web starts without waiting for it; <c>/ready</c> tells when it answers.
/// </summary>
internal sealed partial class SandboxProcess(SandboxAddress address, ICodeRunner runner, SandboxWorkers workers, IOptions<SandboxOptions> options, TimeProvider clock, ILogger<SandboxProcess> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(250), LongestBackoff = TimeSpan.FromSeconds(30);

    /// <summary>One that lived this long was fine: its successor starts at once.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (address.Socket is null) return;
        var backoff = FirstBackoff;
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = clock.GetTimestamp();
            await Live(stoppingToken);
            if (stoppingToken.IsCancellationRequested) return;
            if (clock.GetElapsedTime(started) > Settled) backoff = FirstBackoff;
            LogRestart(backoff.TotalSeconds);
            try
            {
                await Task.Delay(backoff, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            backoff = backoff * 2 < LongestBackoff ? backoff * 2 : LongestBackoff;
        }
    }

    private async Task Live(CancellationToken ct)
    {
        using var process = Start();
        if (process is null) return;
        var logging = Log(process.StandardError);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var announcing = Announce(life.Token);
        try
        {
            await process.WaitForExitAsync(ct);
            LogEnded(process.ExitCode);
        }
        catch (OperationCanceledException)
        {
            await End(process);
        }
        await life.CancelAsync();
        await Task.WhenAll(logging, announcing);
    }

    private Process? Start()
    {
        var program = options.Value.Executable;
        try
        {
            var dotnet = program.EndsWith(".dll", StringComparison.Ordinal);
            var start = new ProcessStartInfo(dotnet ? Environment.ProcessPath is { } own && Path.GetFileName(own) == "dotnet" ? own : "dotnet" : program)
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            };
            if (dotnet) start.ArgumentList.Add(program);
            foreach (var argument in Arguments()) start.ArgumentList.Add(argument);
            KeepSecretsFrom(start);
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            LogNotStarted(program, e.Message);
            return null;
        }
    }

    private string[] Arguments()
    {
        string[] arguments = ["serve", "--socket", address.Socket!, "--follow-stdin"];
        if (options.Value.Capacity > 0) arguments = [.. arguments, "--capacity", $"{options.Value.Capacity}"];
        return options.Value.AllowNoCgroup ? [.. arguments, "--allow-no-cgroup"] : arguments;
    }

    // Connection strings and keys come in variables; the sandbox is to hold none.
    private static void KeepSecretsFrom(ProcessStartInfo start)
    {
        string[] kept = ["PATH", "HOME", "USER", "TMPDIR", "LANG", "XDG_RUNTIME_DIR", "DOTNET_ROOT"];
        foreach (var name in start.Environment.Keys.Except(kept).ToList()) start.Environment.Remove(name);
    }

    private async Task Announce(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var status = await runner.Status(ct);
                // What its predecessor lost says nothing about it.
                foreach (var worker in workers.All) await worker.Circuit.Close();
                var languages = string.Join(", ", status.Languages.Where(l => l.Available).Select(l => l.Id));
                LogReady(status.Worker, status.Isolation, status.Capacity, languages);
                return;
            }
            catch (RunnerUnavailableException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, ct).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task End(Process process)
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private async Task Log(StreamReader stderr)
    {
        while (await stderr.ReadLineAsync() is { } line) LogLine(line);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sandbox ready: {Worker}, {Isolation}, {Capacity} at once, languages {Languages}")]
    private partial void LogReady(string worker, string isolation, int capacity, string languages);

    [LoggerMessage(Level = LogLevel.Information, Message = "sandbox: {Line}")]
    private partial void LogLine(string line);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sandbox ended with code {Code}")]
    private partial void LogEnded(int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Starting the sandbox again in {Seconds} s")]
    private partial void LogRestart(double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sandbox {Program} does not start: {Reason}")]
    private partial void LogNotStarted(string program, string reason);
}
