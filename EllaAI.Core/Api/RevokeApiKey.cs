using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Api;

/// <summary>Ends a key and every token made with it, from the next request on.</summary>
public sealed class RevokeApiKey(IDocumentStore documents, TimeProvider clock)
{
    public async Task<Result<ApiKeyId>> Run(Actor actor, ApiKeyId id, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageApiKeys) is { } withheld) return withheld;
        return await documents.Retry<ApiKeyId>(
            async () =>
            {
                var all = await CompanyApiKeys.Of(documents, actor, ct);
                if (all.Value.Find(id) is not { } key) return Problems.NotFound;
                var changes = new List<Change> { Change.Update(all, all.Value.Remove(id)) };
                if (await documents.Get<ApiKeyUse>(ApiKeyUse.Key(actor, id), ct) is { } use) changes.Add(new(use.Key, null, use.Version));
                return new Decision<ApiKeyId>(
                    id, changes, [actor.Did(AuditAction.ApiKeyRevoked, CompanyApiKeys.Collection, id, clock.GetUtcNow(), key.InShort())]);
            },
            ct);
    }
}
