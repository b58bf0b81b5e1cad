using EllaAI.Core.Companies;

namespace EllaAI.Web.Companies;

/// <summary>A look as a page is told of it. Read anew from what is kept: nothing but colours ever gets into a page.</summary>
internal static class LookStyle
{
    /// <summary>Null for ours.</summary>
    public static string? Brand(CompanyLook look) => CompanyLook.Parse(look.Colour) is { } colour ? $"--brand:{colour};--on-brand:{CompanyLook.On(colour)}" : null;

    /// <summary>Null for that of the page.</summary>
    public static string? Head(CompanyLook look) => CompanyLook.Parse(look.Header) is { } colour ? $"--head:{colour};--on-head:{CompanyLook.On(colour)};--head-space:var(--space-3) var(--space-4)" : null;
}
