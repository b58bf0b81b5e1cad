using EllaAI.Core.Access;
using EllaAI.Core.Features;
using EllaAI.Core.Impersonations;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Ui;

/// <summary>A place that the rail leads to.</summary>
/// <param name="Key">Goes there after G.</param>
/// <param name="Target">As of a link; <c>_blank</c> for what is not a page of the router's.</param>
public sealed record RailItem(string Name, string Href, string Icon, string Key, string? Target = null)
{
    /// <summary>Without which the page shows nothing; null for none.</summary>
    public Permission? Needs { get; init; }

    /// <summary>The part of the product that it is about; null for none.</summary>
    public Feature? Part { get; init; }

    /// <summary>Leads to the first page of whoever is signed in.</summary>
    public const string Home = "/home";

    private static readonly RailItem _members = new("Members", "/settings/members", Glyphs.Person, "m"), _audit = new("Audit log", "/settings/audit", Glyphs.Shield, "l"), _privacy = new("Privacy", "/settings/privacy", Glyphs.EyeOff, "p") { Needs = Permission.ErasePeople }, _usage = new("Usage", "/settings/usage", Glyphs.Chart, "u");

    private static readonly RailItem[] _company =
    [
        new("Assessments", "/assessments", Glyphs.Assessments, "a"),
        new("Questions", "/questions", Glyphs.Questions, "q"),
        new("Outbox", "/outbox", Glyphs.Outbox, "o"),
        _members,
    ];

    private static readonly RailItem[] _admin =
    [
        .. _company, new("Company", "/settings/company", Glyphs.Building, "c"), new("Webhooks", "/settings/webhooks", Glyphs.Link, "w") { Needs = Permission.ManageWebhooks, Part = Feature.Webhooks },
        new("API keys", "/settings/api-keys", Glyphs.Key, "k") { Needs = Permission.ManageApiKeys, Part = Feature.Api }, _usage, _privacy, _audit,
    ];

    private static readonly RailItem[] _owner = [.. _admin[..^1], new("Sign-in", "/settings/sign-in", Glyphs.Lock, "s") { Needs = Permission.ManageSignIn }, _audit];

    private static readonly RailItem[] _platform =
    [
        new("Companies", "/platform/companies", Glyphs.Building, "c"),
        new("Plans", "/platform/plans", Glyphs.Assessments, "n"),
        new("Dead letters", "/platform/dead-letters", Glyphs.Inbox, "d"),
        new("Outbox", "/platform/outbox", Glyphs.Outbox, "o"),
        new("Jobs", "/platform/jobs", Glyphs.Chart, "j", "_blank"),
        _members,
        _privacy,
        _audit,
    ];

    /// <summary>What somebody in this role finds; the first is where they start.</summary>
    public static IReadOnlyList<RailItem> Of(Role? role) => role switch
    {
        Role.PlatformAdmin => _platform,
        Role.Owner => _owner,
        Role.Admin => _admin,
        _ => _company,
    };

    /// <summary>The same without what is withheld from whoever acts as them, and without what the company has not.</summary>
    public static IReadOnlyList<RailItem> Of(Role? role, bool acted, IReadOnlyList<Feature> missing) =>
        [.. Of(role).Where(item => !(acted && item.Needs is { } needed && Withheld.All.ContainsKey(needed)) && !(item.Part is { } part && missing.Contains(part)))];
}
