using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Notifications;

/// <summary>A mail waits to be sent, for the first time or once more.</summary>
[EventContract("ella.mail-written", 1)]
public sealed record MailWritten(CompanyId Company, MailId Mail) : IEvent
{
    /// <summary>Of each mail alone: none waits for another.</summary>
    string IEvent.Subject => $"mail/{Mail.Value:N}";
}
