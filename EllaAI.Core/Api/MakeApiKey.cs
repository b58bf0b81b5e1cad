using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Api;

/// <param name="Secret">The only time that it is shown.</param>
public sealed record MadeApiKey(ApiKeyView Key, string Secret);

/// <summary>Lets a program act for the company, for a while and for what is chosen.</summary>
public sealed class MakeApiKey(IDocumentStore documents, TimeProvider clock, FeatureDefaults? defaults = null)
{
    /// <param name="days">One of <see cref="ApiKey.Lifetimes"/>.</param>
    public async Task<Result<MadeApiKey>> Run(Actor actor, string name, IReadOnlyList<string> scopes, int days, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageApiKeys) is { } withheld) return withheld;
        if (await documents.Off(defaults, Feature.Api, actor, ct) is { } off) return off;
        if (ApiKey.Check(name.Trim(), scopes, days) is { } problem) return problem;
        var (secret, now) = (ApiSecret.New(actor.Company), clock.GetUtcNow());
        var key = new ApiKey(new(Guid.NewGuid()), name.Trim(), ApiScopes.Among(scopes, scopes), secret.Hash(), secret.Start(), now, now.AddDays(days));
        return await documents.Retry<MadeApiKey>(
            async () =>
            {
                var all = await CompanyApiKeys.Of(documents, actor, ct);
                if (!all.Value.Add(key).Ok(out var more, out var refused)) return refused;
                return new Decision<MadeApiKey>(new(ApiKeyView.Of(key, null), secret.ToString()), [Change.Update(all, more)],
                    [actor.Did(AuditAction.ApiKeyMade, CompanyApiKeys.Collection, key.Id, now, after: key.InShort())]);
            },
            ct);
    }
}
