using EllaAI.Core.Features;

namespace EllaAI.Web.Features;

/// <summary>Section <c>Features</c>: what companies have of the product for which nobody chose. Its keys are those of <see cref="Feature.All"/>.</summary>
internal static class FeatureSettings
{
    public const string Section = "Features";

    /// <summary>Read once: it has been looked at when the product started.</summary>
    public static FeatureDefaults Of(IConfiguration configuration) => new(
        Feature.All.Select(f => (f.Id, Text: configuration[$"{Section}:{f.Id}"])).Where(f => f.Text is { Length: > 0 }).ToDictionary(f => f.Id, f => bool.Parse(f.Text!)));
}
