using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.SingleSignOn;

/// <summary>
/// Says whose a domain is: of two companies that prove it at once, one has it. Only what is proven is here, so that nobody keeps another one's
/// domain by naming it first.
/// </summary>
public sealed record DomainOwner(CompanyId Company)
{
    public const string Collection = "domain";

    public static DocumentKey Key(string domain) =>
        Actor.System(CompanyId.Platform).Key(Collection, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(domain))));

    /// <summary>Somebody else may prove it from now on.</summary>
    public static async Task Release(IDocumentStore documents, string domain, CompanyId company, CancellationToken ct)
    {
        if (await documents.Get<DomainOwner>(Key(domain), ct) is { } owner && owner.Value.Company == company) await documents.Commit([new(owner.Key, null, owner.Version)], [], ct);
    }

    public static async Task<bool> Is(IDocumentStore documents, string domain, CompanyId company, CancellationToken ct) =>
        (await documents.Get<DomainOwner>(Key(domain), ct))?.Value.Company == company;
}
