using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Features;

/// <summary>Whoever operates the platform gives a company a part of the product, or takes it away. Nothing that is kept in it is lost.</summary>
public sealed class SetFeature(IDocumentStore documents, TimeProvider clock, FeatureDefaults? defaults = null)
{
    public static Problem Unknown { get; } = new("feature-unknown", "There is no such part of the product.", ProblemKind.NotFound);

    public static Problem Changed { get; } = new(
        "feature-changed", "Somebody else switched this meanwhile, so yours was not saved. It is shown as it is now: choose again.", ProblemKind.Conflict);

    /// <param name="on">Null for the installation's default, whatever it is from then on.</param>
    /// <param name="shown">The company as it was read before somebody chose; null to change whatever is there.</param>
    public async Task<Result<Company>> Run(Actor actor, CompanyId id, string feature, bool? on, CancellationToken ct, Company? shown = null)
    {
        if (!actor.OperatesPlatform || id == CompanyId.Platform) return Problems.Forbidden;
        if (Feature.Find(feature) is not { } known) return Unknown;
        return await documents.Retry<Company>(
            async () =>
            {
                if (await documents.Get<Company>(Company.Key(Actor.System(id)), ct) is not { } found) return Problems.NotFound;
                if (shown is not null && known.ChosenFor(shown) != known.ChosenFor(found.Value)) return Changed;
                if (known.ChosenFor(found.Value) == on) return new Decision<Company>(found.Value, [], []);
                var chosen = new SortedDictionary<string, bool>((found.Value.Features ?? new Dictionary<string, bool>()).ToDictionary(), StringComparer.Ordinal);
                if (on is { } wanted) chosen[known.Id] = wanted;
                else chosen.Remove(known.Id);
                var changed = found.Value with { Features = chosen.Count > 0 ? chosen : null };
                return new Decision<Company>(
                    changed,
                    [Change.Update(found, changed)],
                    changed.Administered(actor, AuditAction.FeatureChanged, clock.GetUtcNow(), InShort(known, found.Value), InShort(known, changed)));
            },
            ct);
    }

    private string InShort(Feature feature, Company company) => feature.ChosenFor(company) is { } on
        ? $"{feature.Id}: {Word(on)}"
        : $"{feature.Id}: default ({Word(feature.IsOnFor(company, defaults))})";

    private static string Word(bool on) => on ? "on" : "off";
}
