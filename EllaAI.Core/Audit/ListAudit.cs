using EllaAI.Core.Access;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

/// <param name="Who">A name, where the account is still there.</param>
/// <param name="From">Null where that is not known, or no longer.</param>
public sealed record AuditLine(AuditEntry Entry, string Who, Origin? From)
{
    /// <summary>Why an admin of the platform acted as a member when this was done; empty for all others, and on the platform's own log.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who acted as whom, by their names, where somebody else ended it; empty for all others.</summary>
    public string Acted { get; init; } = "";

    /// <summary>The person whose account or place it is, where that is not <see cref="Who"/>.</summary>
    public string Whom { get; init; } = "";
}

/// <summary>A company's log, newest first, 50 to a page.</summary>
public sealed class ListAudit(IDocumentStore documents)
{
    public async Task<Result<Page<AuditLine>>> Run(Actor actor, AuditFilter filter, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAudit)) return Problems.Forbidden;
        if (filter.Wrong is { } wrong) return wrong;
        var page = await documents.ToPage<AuditEntry>(await filter.Of(documents, actor, ct) with { Descending = true, Limit = 50, Cursor = cursor }, ct);
        var names = new AuditNames(documents, actor);
        var origins = new Dictionary<string, Origin?>();
        foreach (var entry in page.Items.Select(i => i.Value).DistinctBy(i => i.From)) origins[entry.From] = await From(actor, entry, ct);
        var reasons = new Dictionary<string, string>();
        foreach (var during in page.Items.Select(i => i.Value.During).Distinct()) reasons[during] = await Reason(actor, during, ct);
        var lines = new List<AuditLine>();
        foreach (var entry in page.Items.Select(i => i.Value))
        {
            var who = await names.Of(entry.Actor, ct);
            lines.Add(new(entry, entry.For.Length > 0 && entry.For != entry.Actor ? ImpersonationAudit.Both(who, await names.Of(entry.For, ct)) : who, origins[entry.From])
            {
                Reason = entry.Action is AuditAction.ImpersonationBegan ? "" : reasons[entry.During],
                Acted = ImpersonationAudit.BothOf(entry) is [var by, var whom] ? ImpersonationAudit.Both(await names.Of(by, ct), await names.Of(whom, ct)) : "",
                Whom = PersonOf(entry) is { Length: > 0 } person && person != entry.Actor ? await names.Of(person, ct) : "",
            });
        }

        return new Page<AuditLine>(lines, page.Next);
    }

    /// <summary>To whom it was done, where that is somebody who signs in.</summary>
    private static string PersonOf(AuditEntry entry) => entry.Target.Split('/') is [Account.Collection or Member.Collection, var id] && Guid.TryParse(id, out _) ? id : "";

    private async Task<string> Reason(Actor reader, string during, CancellationToken ct) =>
        Guid.TryParse(during, out var id) ? (await documents.Get<Impersonation>(Impersonation.Key(reader, new(id)), ct))?.Value.Reason ?? "" : "";

    /// <summary>A program's lies in its company, so that no company's log can lead to what another one's programs do.</summary>
    private async Task<Origin?> From(Actor reader, AuditEntry entry, CancellationToken ct)
    {
        if (!Guid.TryParse(entry.From, out var id)) return null;
        var key = entry.Actor.StartsWith(Actor.ProgramPrefix, StringComparison.Ordinal) ? reader.Key(Origin.Collection, new OriginId(id)) : Origin.Key(new(id));
        return (await documents.Get<Origin>(key, ct))?.Value;
    }
}
