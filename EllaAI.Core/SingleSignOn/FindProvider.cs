using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.SingleSignOn;

/// <summary>Where somebody can sign in instead.</summary>
public sealed record OfferedProvider(CompanyId Company, string Name);

/// <summary>All that one sign-in needs.</summary>
/// <param name="Secret">In plain words.</param>
public sealed record OpenProvider(Company Company, Provider Provider, string Secret);

/// <summary>Finds a company's provider for whoever is not signed in yet.</summary>
public sealed class FindProvider(IDocumentStore documents, ISignOnSecrets secrets, FeatureDefaults? defaults = null)
{
    /// <summary>By the domain alone: whether there is an account with the address is neither asked nor told.</summary>
    public async Task<OfferedProvider?> ByAddress(string email, CancellationToken ct)
    {
        if (DomainName.OfAddress(email) is not { } domain || await documents.Get<DomainOwner>(DomainOwner.Key(domain), ct) is not { } owner) return null;
        return (await Of(owner.Value.Company, ct)).Ok(out var open, out _) && open.Provider.Proved(domain) ? new(open.Company.Id, open.Company.Name) : null;
    }

    public async Task<Result<OpenProvider>> Of(CompanyId company, CancellationToken ct)
    {
        var actor = Actor.System(company);
        if (await documents.Get<Company>(Company.Key(actor), ct) is not { } found) return SignOnProblems.None;
        var provider = (await Provider.Of(documents, actor, ct)).Value;
        if (!provider.IsSet) return SignOnProblems.None;
        if (found.Value.Suspended is not null) return SignOnProblems.Suspended;
        if (!Feature.SingleSignOn.IsOnFor(found.Value, defaults)) return SignOnProblems.Off;
        return secrets.Open(company, provider.Secret) is { } secret ? new OpenProvider(found.Value, provider, secret) : SignOnProblems.Sealed;
    }
}
