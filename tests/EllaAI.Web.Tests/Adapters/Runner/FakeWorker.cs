using System.Buffers.Binary;
using EllaAI.Wire.Runner;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace EllaAI.Web.Tests.Adapters.Runner;

/// <summary>What a worker does with a run.</summary>
internal enum Does
{
    Complete,

    /// <summary>Begins, then the connection breaks.</summary>
    Lose,

    /// <summary>Begins, then says nothing any more.</summary>
    FallSilent,

    /// <summary>Has no room.</summary>
    Refuse,
}

/// <summary>Speaks a worker's protocol on a port of its own, and loses runs as told. It can be gone for a while.</summary>
internal sealed class FakeWorker : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly TaskCompletionSource _breakOff = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _runs;

    private FakeWorker(WebApplication app) => _app = app;

    /// <summary>Told for the run that comes next, and those after it.</summary>
    public Does Does { get; set; }

    /// <summary>Questions break off too.</summary>
    public bool IsGone { get; set; }

    /// <summary>Another one after each start.</summary>
    public string Incarnation { get; set; } = "first";

    /// <summary>Runs that reached it.</summary>
    public int Runs => _runs;

    public string Address => _app.Urls.Single();

    /// <summary>A run that fell silent has begun.</summary>
    public TaskCompletionSource Silent { get; } = new();

    public static async Task<FakeWorker> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http2));
        var worker = new FakeWorker(builder.Build());
        worker._app.MapPost("/ella.runner.v1.Runner/Status", worker.Status);
        worker._app.MapPost("/ella.runner.v1.Runner/Run", worker.Run);
        await worker._app.StartAsync();
        return worker;
    }

    /// <summary>All runs that fell silent are lost.</summary>
    public void BreakOff() => _breakOff.TrySetResult();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Status(HttpContext context)
    {
        if (IsGone) context.Abort();
        else await Answer(context, "0", new StatusReply { Worker = "fake", Isolation = "none", Capacity = 4, Incarnation = Incarnation, Languages = { new Language { Id = "python", Available = true } } });
    }

    private async Task Run(HttpContext context)
    {
        Interlocked.Increment(ref _runs);
        switch (Does)
        {
            case Does.Complete:
                await Answer(context, "0", Compiled(), new RunReply { Completed = new() { Worker = "fake" } });
                break;
            case Does.Refuse:
                await Answer(context, "8");
                break;
            case Does.Lose:
                await Begin(context);
                context.Abort();
                break;
            default:
                await Begin(context);
                Silent.TrySetResult();
                var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                using (context.RequestAborted.Register(left.SetResult)) await Task.WhenAny(_breakOff.Task, left.Task);
                context.Abort();
                break;
        }
    }

    private static RunReply Compiled() => new() { Compiled = new() { Verdict = "accepted" } };

    private static async Task Begin(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        await Write(context, Compiled());
        await context.Response.Body.FlushAsync();
    }

    private static async Task Answer(HttpContext context, string status, params IMessage[] messages)
    {
        context.Response.ContentType = "application/grpc";
        foreach (var message in messages) await Write(context, message);
        context.Response.AppendTrailer("grpc-status", status);
        await context.Response.CompleteAsync();
    }

    // A zero for "not compressed", the length, the message.
    private static async Task Write(HttpContext context, IMessage message)
    {
        var framed = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), framed.Length - 5);
        message.WriteTo(framed.AsSpan(5));
        await context.Response.Body.WriteAsync(framed);
    }
}
