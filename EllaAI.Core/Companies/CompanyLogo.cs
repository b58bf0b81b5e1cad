using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>A company's picture. Apart from the company, which is read at every request.</summary>
/// <param name="Version">As <see cref="CompanyLook.Logo"/>: another picture has another address.</param>
public sealed record CompanyLogo(string Version, string Type, byte[] Bytes)
{
    public const string Collection = "company-logo";

    public static DocumentKey Key(Actor actor) => actor.Key(Collection, "logo");
}

/// <summary>The picture for whoever knows its address: it is on pages that need no account.</summary>
public sealed class ReadLogo(IDocumentStore documents)
{
    public async Task<CompanyLogo?> Run(CompanyId company, string version, CancellationToken ct) =>
        await documents.Get<CompanyLogo>(CompanyLogo.Key(Actor.LinkHolder(company)), ct) is { } found && found.Value.Version == version ? found.Value : null;
}
