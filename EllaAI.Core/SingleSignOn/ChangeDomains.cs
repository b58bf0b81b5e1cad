using System.Security.Cryptography;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.SingleSignOn;

/// <summary>The domains whose addresses a company's provider may vouch for. Each is proven by a record in the domain itself, and then the company's alone.</summary>
public sealed class ChangeDomains(IDocumentStore documents, IDomainRecords records, TimeProvider clock, FeatureDefaults? defaults = null)
{
    private static readonly Problem _taken = new(
        "domain-taken", "Another company on this installation has proven this domain. If it is yours, ask whoever runs the installation.", ProblemKind.Conflict);

    private static readonly Problem _many = new("domain-too-many", $"A company can have {Provider.MaxDomains} domains. Remove one first.", ProblemKind.Conflict);

    private static readonly Problem _lastOne = new(
        "domain-last", "Single sign-on is the only way in, and this is its last proven domain. Let members use passwords again first.", ProblemKind.Conflict);

    public async Task<Result<ClaimedDomain>> Add(Actor actor, string typed, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageSignIn) is { } withheld) return withheld;
        if (await documents.Off(defaults, Feature.SingleSignOn, actor, ct) is { } off) return off;
        if (DomainName.Of(typed) is not { } name) return Problems.Invalid("domain", "Enter what stands behind the @ of your addresses, such as example.com.");
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        return await Change(actor, AuditAction.DomainAdded, name, (provider, _) => provider switch
        {
            _ when provider.Domains.Any(d => d.Name == name) => Problems.Invalid("domain", "This domain is in the list already."),
            { Domains.Count: >= Provider.MaxDomains } => _many,
            _ => provider with { Domains = [.. provider.Domains, new(name, token, null)] },
        }, ct);
    }

    public async Task<Result<ClaimedDomain>> Prove(Actor actor, string name, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageSignIn) is { } withheld) return withheld;
        if (await documents.Off(defaults, Feature.SingleSignOn, actor, ct) is { } off) return off;
        if ((await Provider.Of(documents, actor, ct)).Value.Domains.FirstOrDefault(d => d.Name == name) is not { } claimed) return Problems.NotFound;
        if (!(await records.Texts(claimed.RecordName, ct)).Ok(out var texts, out var problem)) return problem;
        if (!texts.Any(t => t.Trim() == claimed.RecordText))
            return new Problem("domain-not-proven", $"No TXT record of {claimed.RecordName} says {claimed.RecordText}. New records can take an hour to be seen.");
        // Of two companies that prove it at once, one does.
        if (!await documents.Commit([Storage.Change.Create(DomainOwner.Key(name), new DomainOwner(actor.Company))], [], ct) && !await DomainOwner.Is(documents, name, actor.Company, ct)) return _taken;
        var now = clock.GetUtcNow();
        return await Change(actor, AuditAction.DomainProven, name, (provider, _) => provider.Domains.Any(d => d.Name == name)
            ? provider with { Domains = [.. provider.Domains.Select(d => d.Name == name ? d with { ProvenAt = d.ProvenAt ?? now } : d)] }
            : Problems.NotFound, ct);
    }

    public async Task<Result<ClaimedDomain>> Remove(Actor actor, string name, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageSignIn) is { } withheld) return withheld;
        var removed = await Change(
            actor, AuditAction.DomainRemoved, name,
            (provider, company) => provider with { Domains = [.. provider.Domains.Where(d => d.Name != name)] } is var left && left.Domains.Count == provider.Domains.Count ? Problems.NotFound
                : company.SignIn.ProviderOnly && left.Domains.All(d => d.ProvenAt is null) ? _lastOne
                : left,
            ct);
        if (!removed.Ok(out _, out _)) return removed;
        await DomainOwner.Release(documents, name, actor.Company, ct);
        return removed;
    }

    private Task<Result<ClaimedDomain>> Change(Actor actor, string action, string name, Func<Provider, Company, Result<Provider>> change, CancellationToken ct) => documents.Retry<ClaimedDomain>(
        async () =>
        {
            if (await documents.Get<Company>(Company.Key(actor), ct) is not { } company) return Problems.NotFound;
            var provider = await Provider.Of(documents, actor, ct);
            if (!change(provider.Value, company.Value).Ok(out var changed, out var problem)) return problem;
            var domain = changed.Domains.Concat(provider.Value.Domains).First(d => d.Name == name);
            if (changed.Domains.SequenceEqual(provider.Value.Domains)) return new Decision<ClaimedDomain>(domain, [], []);
            return new Decision<ClaimedDomain>(
                domain,
                // With the company as it is: rules that need a domain collide with its going.
                [Storage.Change.Update(provider, changed), Storage.Change.Update(company, company.Value)],
                [SignOnAudit.Did(actor, action, "domain", clock.GetUtcNow(), action == AuditAction.DomainRemoved ? name : "", action == AuditAction.DomainRemoved ? "" : name)]);
        },
        ct);
}
