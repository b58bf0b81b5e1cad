using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>Whoever operates the platform did something to a company. Beside the company's own log it is for the platform's, which another commit writes.</summary>
/// <param name="Actor">An account's id, or <c>system</c>.</param>
[EventContract("ella.company-administered", 1)]
public sealed record CompanyAdministered(CompanyId Company, string Actor, string Action, DateTimeOffset At, string Before, string After) : IEvent
{
    /// <summary>From where, for the platform's log alone: where its operators sit is no company's business.</summary>
    public string From { get; init; } = "";

    /// <summary>As <see cref="Audited.For"/>.</summary>
    public string For { get; init; } = "";

    /// <summary>As <see cref="Audited.During"/>.</summary>
    public string During { get; init; } = "";

    string IEvent.Subject => $"company/{Company.Value}";
}

/// <summary>Puts it into the platform's log, once however often it is told.</summary>
public sealed class NoteOnPlatform(IDocumentStore documents) : ISubscriber<CompanyAdministered>
{
    public async Task Handle(CompanyAdministered e, Inbox inbox, CancellationToken ct)
    {
        var platform = Actor.System(CompanyId.Platform);
        // Refused when it was passed on already, which is as good.
        await documents.Commit(
            [PassedOn.Mark(platform, e.At, inbox)],
            [new Audited(CompanyId.Platform, e.Actor, e.Action, $"company/{e.Company.Value}", e.At, e.Before, e.After.Length > 0 ? e.After : e.Company.Value) { From = e.From, For = e.For, During = e.During }],
            ct);
    }
}
