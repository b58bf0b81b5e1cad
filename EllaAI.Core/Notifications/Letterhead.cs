using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Notifications;

/// <summary>In whose name a mail is written, and how its reader sees that.</summary>
/// <param name="Colour">As <see cref="CompanyLook.Colour"/>; empty for ours.</param>
public sealed record Letterhead(string Name, string Colour = "", CompanyLogo? Logo = null)
{
    /// <summary>As <see cref="CompanyLook.Header"/>.</summary>
    public string Header { get; init; } = "";

    public static Letterhead OfInstallation { get; } = new("EllaAI");

    /// <summary>As the company looks at this moment.</summary>
    internal static async Task<Letterhead> Of(CompanyId id, IDocumentStore documents, FeatureDefaults? defaults, CancellationToken ct)
    {
        var actor = Actor.System(id);
        if (id == CompanyId.Platform || (await documents.Get<Company>(Company.Key(actor), ct))?.Value is not { } company) return OfInstallation;
        var look = company.LookShown(defaults);
        var logo = look.Logo.Length > 0 ? await documents.Get<CompanyLogo>(CompanyLogo.Key(actor), ct) : null;
        return new(company.Name, look.Colour, logo?.Value) { Header = look.Header };
    }
}
