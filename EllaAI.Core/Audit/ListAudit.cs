using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

/// <param name="Who">A name, where the account is still there.</param>
public sealed record AuditLine(AuditEntry Entry, string Who);

/// <summary>A company's log, newest first, 50 to a page.</summary>
public sealed class ListAudit(IDocumentStore documents)
{
    /// <param name="action">Only this one; empty for all.</param>
    public async Task<Result<Page<AuditLine>>> Run(Actor actor, string action, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAudit)) return Problems.Forbidden;
        var query = action.Length == 0 ? actor.Query(AuditEntry.Newest) : actor.Query(AuditEntry.OfAction, action);
        var page = await documents.ToPage<AuditEntry>(query with { Descending = true, Limit = 50, Cursor = cursor }, ct);
        var names = new Dictionary<string, string>();
        foreach (var who in page.Items.Select(i => i.Value.Actor).Distinct()) names[who] = await Name(actor, who, ct);
        return new Page<AuditLine>([.. page.Items.Select(i => new AuditLine(i.Value, names[i.Value.Actor]))], page.Next);
    }

    private async Task<string> Name(Actor reader, string who, CancellationToken ct)
    {
        if (who.StartsWith(Actor.ProgramPrefix, StringComparison.Ordinal)) return await NameOfKey(reader, who[Actor.ProgramPrefix.Length..], ct);
        if (!Guid.TryParse(who, out var id)) return who == "system" ? "EllaAI" : "A candidate";
        var account = await documents.Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, new AccountId(id)), ct);
        return account?.Value.Name ?? "Somebody who is gone";
    }

    private async Task<string> NameOfKey(Actor reader, string id, CancellationToken ct)
    {
        var keys = (await CompanyApiKeys.Of(documents, reader, ct)).Value;
        return Guid.TryParse(id, out var key) && keys.Find(new ApiKeyId(key)) is { } found ? $"API key “{found.Name}”" : "An API key that is gone";
    }
}
