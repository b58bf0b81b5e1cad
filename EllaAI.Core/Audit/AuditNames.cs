using System.Collections.Concurrent;
using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

/// <summary>What those are called who are in a log, as it is now: looked up when it is shown, each once. Many may ask at once.</summary>
internal sealed class AuditNames(IDocumentStore documents, Actor reader)
{
    private readonly ConcurrentDictionary<string, string> _known = [];
    private readonly Lazy<Task<Versioned<CompanyApiKeys>>> _keys = new(() => CompanyApiKeys.Of(documents, reader, CancellationToken.None));

    public async Task<string> Of(string who, CancellationToken ct) => _known.TryGetValue(who, out var known) ? known : _known[who] = await Find(who, ct);

    private async Task<string> Find(string who, CancellationToken ct)
    {
        if (who.StartsWith(Actor.ProgramPrefix, StringComparison.Ordinal)) return await NameOfKey(who[Actor.ProgramPrefix.Length..]);
        if (!Guid.TryParse(who, out var id)) return who switch { "system" => "EllaAI", Actor.Visitor => "Somebody not signed in", _ => "A candidate" };
        var account = await documents.Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, new AccountId(id)), ct);
        return account?.Value.Name ?? "Erased person";
    }

    private async Task<string> NameOfKey(string id)
    {
        var keys = (await _keys.Value).Value;
        return Guid.TryParse(id, out var key) && keys.Find(new ApiKeyId(key)) is { } found ? $"API key “{found.Name}”" : "An API key that is gone";
    }
}
