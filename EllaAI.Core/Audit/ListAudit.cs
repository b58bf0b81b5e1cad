using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
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
}

/// <param name="Action">Only this one; empty for all.</param>
/// <param name="Who">Only what this <see cref="Actor.Name"/> did; empty for all.</param>
public sealed record AuditFilter(string Action = "", string Who = "");

/// <summary>A company's log, newest first, 50 to a page.</summary>
public sealed class ListAudit(IDocumentStore documents)
{
    public async Task<Result<Page<AuditLine>>> Run(Actor actor, AuditFilter filter, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAudit)) return Problems.Forbidden;
        var query = filter switch
        {
            { Action: "", Who: "" } => actor.Query(AuditEntry.Newest),
            { Who: "" } => actor.Query(AuditEntry.OfAction, filter.Action),
            { Action: "" } => actor.Query(AuditEntry.OfActor, filter.Who),
            _ => actor.Query(AuditEntry.OfActorAndAction, filter.Who, filter.Action),
        };
        var page = await documents.ToPage<AuditEntry>(query with { Descending = true, Limit = 50, Cursor = cursor }, ct);
        var names = new Dictionary<string, string>();
        foreach (var who in page.Items.SelectMany(i => (string[])[i.Value.Actor, i.Value.For, .. ImpersonationAudit.BothOf(i.Value)]).Where(who => who.Length > 0).Distinct()) names[who] = await Name(actor, who, ct);
        var origins = new Dictionary<string, Origin?>();
        foreach (var from in page.Items.Select(i => i.Value.From).Distinct()) origins[from] = await From(from, ct);
        var reasons = new Dictionary<string, string>();
        foreach (var during in page.Items.Select(i => i.Value.During).Distinct()) reasons[during] = await Reason(actor, during, ct);
        return new Page<AuditLine>([.. page.Items.Select(i => Line(i.Value))], page.Next);

        AuditLine Line(AuditEntry entry) => new(entry, entry.For.Length > 0 && entry.For != entry.Actor ? ImpersonationAudit.Both(names[entry.Actor], names[entry.For]) : names[entry.Actor], origins[entry.From])
        {
            Reason = entry.Action is AuditAction.ImpersonationBegan ? "" : reasons[entry.During],
            Acted = ImpersonationAudit.BothOf(entry) is [var by, var whom] ? ImpersonationAudit.Both(names[by], names[whom]) : "",
        };
    }

    private async Task<string> Reason(Actor reader, string during, CancellationToken ct) =>
        Guid.TryParse(during, out var id) ? (await documents.Get<Impersonation>(Impersonation.Key(reader, new(id)), ct))?.Value.Reason ?? "" : "";

    private async Task<Origin?> From(string from, CancellationToken ct) =>
        Guid.TryParse(from, out var id) ? (await documents.Get<Origin>(Origin.Key(new(id)), ct))?.Value : null;

    private async Task<string> Name(Actor reader, string who, CancellationToken ct)
    {
        if (who.StartsWith(Actor.ProgramPrefix, StringComparison.Ordinal)) return await NameOfKey(reader, who[Actor.ProgramPrefix.Length..], ct);
        if (!Guid.TryParse(who, out var id)) return who == "system" ? "EllaAI" : "A candidate";
        var account = await documents.Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, new AccountId(id)), ct);
        return account?.Value.Name ?? "Erased person";
    }

    private async Task<string> NameOfKey(Actor reader, string id, CancellationToken ct)
    {
        var keys = (await CompanyApiKeys.Of(documents, reader, ct)).Value;
        return Guid.TryParse(id, out var key) && keys.Find(new ApiKeyId(key)) is { } found ? $"API key “{found.Name}”" : "An API key that is gone";
    }
}
