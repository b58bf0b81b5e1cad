using System.Runtime.InteropServices;
using EllaAI.Core.Execution;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EllaAI.Sandbox.Service;

/// <summary>The worker: gRPC on a Unix socket or a TCP address until told to stop.</summary>
internal static class Serve
{
    private const int LargestRequest = 64 * 1024 * 1024;

    public static async Task<int> Run(ServeOptions options)
    {
        // First of all, so that a stop while starting is one too.
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        // Ctrl-C goes to a parent as well, and the parent decides when we go.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, options.FollowStdin ? null : stop));
        await using var sandbox = Engine.Sandbox.Open(options.Capacity, options.Queue, options.AllowNoCgroup, options.Warm, options.Languages);
        // Not the usual builder: it would watch the folder that we were started in for settings, file by file; the web starts us in "/".
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(Serve).Assembly.GetName().Name });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Logging.AddSimpleConsole(c => c.SingleLine = true);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddGrpc(o => o.MaxReceiveMessageSize = LargestRequest);
        builder.Services.AddSingleton(sandbox);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options));

        await using var app = builder.Build();
        app.MapGrpcService<RunnerService>();
        app.MapGrpcService<HealthService>();
        if (options.FollowStdin) FollowStdin(app.Lifetime);
        // Versions are asked for beside the start and the first requests, not before them; then come headers and the like.
        _ = sandbox.Prepare();
        try
        {
            await app.StartAsync(stop.Token);
            await app.WaitForShutdownAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop while starting.
        }
        return 0;
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource? stop)
    {
        signal.Cancel = true;
        stop?.Cancel();
    }

    private static void Listen(KestrelServerOptions kestrel, ServeOptions options)
    {
        // What the web allows for one request body stands in the gRPC limit above.
        kestrel.Limits.MaxRequestBodySize = null;
        if (options.Socket is { } path)
        {
            File.Delete(path);
            kestrel.ListenUnixSocket(path, o => o.Protocols = HttpProtocols.Http2);
        }
        else
        {
            kestrel.Listen(options.Listen!, o =>
            {
                o.Protocols = HttpProtocols.Http2;
                options.Tls?.Use(o);
            });
        }
    }

    // Even a parent killed with -9 closes its end of the pipe.
    private static void FollowStdin(IHostApplicationLifetime lifetime) => new Thread(() =>
    {
        using var stdin = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[256];
        while (stdin.Read(ignored) > 0) { }
        lifetime.StopApplication();
    })
    { IsBackground = true, Name = "parent" }.Start();

    /// <summary>In place of the console's, which takes every Ctrl-C for its own.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
