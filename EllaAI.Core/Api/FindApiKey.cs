using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Api;

/// <summary>
/// Finds the key that a program shows, or that its token names, as it is at this moment. For the sign-in of programs, which act on behalf of nobody
/// yet. Null for one that does not exist, is over, or is of a suspended company: which of them is nobody's business.
/// </summary>
public sealed class FindApiKey(IDocumentStore documents, TimeProvider clock, FeatureDefaults? defaults = null)
{
    public async Task<FoundApiKey?> BySecret(string text, CancellationToken ct) =>
        ApiSecret.Parse(text) is { } secret ? await Find(secret.Company, keys => keys.Find(secret), ct) : null;

    public Task<FoundApiKey?> ById(CompanyId company, ApiKeyId id, CancellationToken ct) => Find(company, keys => keys.Find(id), ct);

    /// <summary>It was used: noted when that was some time ago. Whoever is faster has noted the same, and one that cannot be noted is used all the same.</summary>
    public async Task Note(FoundApiKey found, CancellationToken ct)
    {
        var (actor, now) = (Actor.System(found.Company), clock.GetUtcNow());
        try
        {
            var use = await documents.Get<ApiKeyUse>(ApiKeyUse.Key(actor, found.Key.Id), ct);
            if (now - use?.Value.LastUsed < ApiKeyUse.Noted) return;
            await documents.Commit([new(ApiKeyUse.Key(actor, found.Key.Id), new ApiKeyUse(now), use?.Version ?? 0)], [], ct);
        }
        catch (StoreUnavailableException)
        {
            // Whatever the program wants next tells it.
        }
    }

    private async Task<FoundApiKey?> Find(CompanyId id, Func<CompanyApiKeys, ApiKey?> find, CancellationToken ct)
    {
        var actor = Actor.System(id);
        if (id == CompanyId.Platform || find((await CompanyApiKeys.Of(documents, actor, ct)).Value) is not { } key || key.IsOver(clock.GetUtcNow())) return null;
        return await documents.Get<Company>(Company.Key(actor), ct) is { Value: { Suspended: null } company }
            ? new(id, company.Name, key) { Off = Feature.Api.IsOnFor(company, defaults) ? null : Feature.Api.Off(company.Name) }
            : null;
    }
}
