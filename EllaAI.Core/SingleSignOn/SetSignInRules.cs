using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.SingleSignOn;

/// <summary>Says how members have to be signed in. Counts for open sessions too, from their next request on.</summary>
public sealed class SetSignInRules(IDocumentStore documents, TimeProvider clock, FeatureDefaults? defaults = null)
{
    public static Problem Untried { get; } = new(
        "sign-on-untried", "Try the connection first, and prove a domain: nobody could come in through one that does not work.", ProblemKind.Conflict);

    public async Task<Result<SignInRules>> Run(Actor actor, SignInRules rules, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageSignIn) is { } withheld) return withheld;
        if (SignInRules.Check(rules) is { } wrong) return wrong;
        return await documents.Retry<SignInRules>(
            async () =>
            {
                if (await documents.Get<Company>(Company.Key(actor), ct) is not { } company) return Problems.NotFound;
                if (rules.ProviderOnly && !company.Value.SignIn.ProviderOnly && !Feature.SingleSignOn.IsOnFor(company.Value, defaults)) return Feature.SingleSignOn.Off(company.Value.Name);
                var provider = await Provider.Of(documents, actor, ct);
                if (rules.ProviderOnly && !(provider.Value.IsTried && provider.Value.Domains.Any(d => d.ProvenAt is not null))) return Untried;
                rules = rules with { ProviderSince = company.Value.SignIn.ProviderSince };
                if (company.Value.SignIn == rules) return new Decision<SignInRules>(rules, [], []);
                // With the provider's document, so that another connection cannot come in between.
                IReadOnlyList<Change> changes = rules.ProviderOnly
                    ? [Change.Update(company, company.Value with { SignIn = rules }), Change.Update(provider, provider.Value)]
                    : [Change.Update(company, company.Value with { SignIn = rules })];
                return new Decision<SignInRules>(
                    rules, changes, [SignOnAudit.Did(actor, AuditAction.SignInRulesChanged, "rules", clock.GetUtcNow(), company.Value.SignIn.InShort(), rules.InShort())]);
            },
            ct);
    }
}
