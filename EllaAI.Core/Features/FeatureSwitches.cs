using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Features;

/// <summary>Asked by use cases once somebody may: the company is read anew each time, so that a switch counts at once on every replica.</summary>
internal static class FeatureSwitches
{
    /// <returns>Null when the company has it.</returns>
    public static async Task<Problem?> Off(this IDocumentStore documents, FeatureDefaults? defaults, Feature feature, Actor actor, CancellationToken ct)
    {
        var company = (await documents.Get<Company>(Company.Key(actor), ct))?.Value ?? new(actor.Company, actor.Company.Value);
        return feature.IsOnFor(company, defaults) ? null : feature.Off(company.Name);
    }
}

/// <summary>For pages: what the company of whoever asks has of the product.</summary>
public sealed class ReadFeature(IDocumentStore documents, FeatureDefaults? defaults = null)
{
    /// <returns>The one sentence that is said about it; null when the company has it.</returns>
    public Task<Problem?> Off(Actor actor, Feature feature, CancellationToken ct) => documents.Off(defaults, feature, actor, ct);

    /// <returns>What the company has not.</returns>
    public async Task<IReadOnlyList<Feature>> Missing(Actor actor, CancellationToken ct) =>
        await documents.Get<Company>(Company.Key(actor), ct) is { } company ? [.. Feature.All.Where(f => !f.IsOnFor(company.Value, defaults))] : [];
}
