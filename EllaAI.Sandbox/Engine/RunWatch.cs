using System.Threading.Channels;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Engine;

/// <summary>Who runs something may want to know of it at the very moment, not when the messages are read.</summary>
public sealed record RunWatch
{
    public static RunWatch None { get; } = new();

    /// <summary>Its turn came: what happens from here on is this run's doing.</summary>
    public Func<Task> Taken { get; init; } = () => Task.CompletedTask;

    /// <summary>On the thread that works, between one test and the next.</summary>
    public Action<RunnerMessage>? Said { get; init; }

    internal ChannelWriter<RunnerMessage> Over(ChannelWriter<RunnerMessage> messages) => Said is { } said ? new Watched(messages, said) : messages;

    private sealed class Watched(ChannelWriter<RunnerMessage> messages, Action<RunnerMessage> said) : ChannelWriter<RunnerMessage>
    {
        public override bool TryWrite(RunnerMessage item)
        {
            said(item);
            return messages.TryWrite(item);
        }

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => messages.WaitToWriteAsync(cancellationToken);

        public override bool TryComplete(Exception? error = null) => messages.TryComplete(error);
    }
}
