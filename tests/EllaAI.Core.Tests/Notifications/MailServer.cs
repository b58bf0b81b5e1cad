using System.Collections.Concurrent;
using EllaAI.Core.Notifications;

namespace EllaAI.Core.Tests.Notifications;

/// <summary>A mail server in memory that answers as it is told.</summary>
internal sealed class MailServer : IMailTransport
{
    private readonly ConcurrentQueue<Mail> _asked = new();

    public bool Sends { get; set; } = true;

    public MailReply Reply { get; set; } = new(MailAnswer.Taken);

    /// <summary>Ends before it answers.</summary>
    public Func<Task> Thinking { get; set; } = () => Task.CompletedTask;

    /// <summary>Every mail that was handed over, however often.</summary>
    public IReadOnlyList<Mail> Asked => [.. _asked];

    public async Task<MailReply> Send(Mail mail, Letterhead head, CancellationToken ct)
    {
        _asked.Enqueue(mail);
        await Thinking();
        return Reply;
    }
}
