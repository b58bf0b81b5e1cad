using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.SingleSignOn;

/// <summary>An owner has gone to the provider and come back, to see whether it works. Nobody is signed in, nobody joins.</summary>
public sealed class TryProvider(IDocumentStore documents, EnterByProvider enter)
{
    /// <returns>The address of whoever would be signed in.</returns>
    public async Task<Result<string>> Run(Actor actor, Guid revision, ProviderIdentity who, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageSignIn) is { } withheld) return withheld;
        if (!(await Provider.Of(documents, actor, ct)).Value.IsSet) return Problems.NotFound;
        if (!(await enter.Check(actor.Company, revision, who, ct)).Ok(out var email, out var problem)) return problem;
        return await documents.Retry<string>(
            async () =>
            {
                var provider = await Provider.Of(documents, actor, ct);
                if (provider.Value.Revision != revision) return SignOnProblems.Changed;
                return new Decision<string>(email, [Change.Update(provider, provider.Value with { Tried = revision })], []);
            },
            ct);
    }
}
