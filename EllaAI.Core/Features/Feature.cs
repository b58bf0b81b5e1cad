using EllaAI.Core.Companies;

namespace EllaAI.Core.Features;

/// <summary>A part of the product that a company has or has not. Whoever runs the installation says so; what a company keeps in it stays while it is off.</summary>
/// <param name="Id">As it is configured and kept. Stable.</param>
/// <param name="Name">For people.</param>
/// <param name="Subject">The name with its verb, for sentences: <c>Webhooks are</c>.</param>
/// <param name="Words">What it is, in one sentence.</param>
/// <param name="Default">Where nothing is configured.</param>
public sealed record Feature(string Id, string Name, string Subject, string Words, bool Default = true)
{
    public static Feature Api { get; } = new("api", "API for programs", "API keys are", "Other programs act for the company, with keys that it makes.");

    public static Feature Webhooks { get; } = new("webhooks", "Webhooks", "Webhooks are", "Addresses of the company are told what happens in it.");

    public static Feature SingleSignOn { get; } = new(
        "single-sign-on", "Single sign-on", "Single sign-on is", "Members sign in through the company's own provider. While it is off they sign in with a password.");

    public static Feature PrivateAssessments { get; } = new(
        "private-assessments", "Private assessments", "Private assessments are", "An assessment can be open to a team or to its author alone.");

    public static Feature OwnLook { get; } = new("own-look", "Own look", "An own colour and logo are", "Candidates see the company's colour and logo.");

    public static IReadOnlyList<Feature> All { get; } = [Api, Webhooks, SingleSignOn, PrivateAssessments, OwnLook];

    public static Feature? Find(string id) => All.FirstOrDefault(f => f.Id == id);

    public bool IsOnFor(Company company, FeatureDefaults? defaults) => ChosenFor(company) ?? (defaults ?? FeatureDefaults.BuiltIn).Of(this);

    /// <summary>Null where the installation's default counts.</summary>
    public bool? ChosenFor(Company company) => company.Features is { } chosen && chosen.TryGetValue(Id, out var on) ? on : null;

    public Problem Off(string company) => new("feature-off", $"{Subject} not switched on for {company}. Ask whoever runs this site.", ProblemKind.Forbidden)
    {
        Facts = new Dictionary<string, object?> { ["feature"] = Id },
    };
}

/// <summary>What counts for companies for which nobody chose: as the installation is configured.</summary>
/// <param name="Configured">By <see cref="Feature.Id"/>; what is missing is as built in.</param>
public sealed record FeatureDefaults(IReadOnlyDictionary<string, bool> Configured)
{
    public static FeatureDefaults BuiltIn { get; } = new(new Dictionary<string, bool>());

    public bool Of(Feature feature) => Configured.TryGetValue(feature.Id, out var on) ? on : feature.Default;
}
