using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

public readonly record struct PlanId(Guid Value) : IId<PlanId>
{
    public static PlanId Of(Guid value) => new(value);
}

/// <summary>What several companies may use, by one name.</summary>
public sealed record Plan(PlanId Id, string Name, PlanLimits Limits)
{
    public const int MaxName = 60;

    /// <summary>It is about to go: no company is given it any more.</summary>
    public bool Leaving { get; init; }

    /// <summary>For the audit log.</summary>
    public string InShort() => $"{Name}: {Limits.InShort()}";

    internal static Problem? CheckName(string name) => name switch
    {
        _ when Text.IsBlank(name) => Problems.Invalid("name", "Give the plan a name."),
        { Length: > MaxName } => Problems.Invalid("name", $"A name can have at most {MaxName} characters; this one has {name.Length:N0}."),
        _ when name.Any(Text.IsUnprintable) => Problems.Invalid("name", "A name is one line of text."),
        _ => null,
    };
}

/// <summary>The plans of the installation in one document of the platform: there are few, and which is the default is said once.</summary>
/// <param name="Default">What a new company gets; null for none.</param>
public sealed record PlanBook(IReadOnlyList<Plan> Plans, PlanId? Default = null)
{
    public const string Collection = "plans";
    public const int Most = 50;

    internal static readonly Actor Platform = Actor.System(CompanyId.Platform);

    public static async Task<Versioned<PlanBook>> Of(IDocumentStore documents, CancellationToken ct)
    {
        var key = Platform.Key(Collection, "all");
        return await documents.Get<PlanBook>(key, ct) ?? new(key, new([]), 0);
    }

    public Plan? Find(PlanId id) => Plans.FirstOrDefault(p => p.Id == id);

    /// <summary>Changed where it is known, added where it is not.</summary>
    public Result<PlanBook> Put(Plan plan) => this switch
    {
        _ when Plans.Any(p => p.Id != plan.Id && p.Name.Equals(plan.Name, StringComparison.OrdinalIgnoreCase)) => PlanProblems.Named,
        _ when Find(plan.Id) is not null => this with { Plans = [.. Plans.Select(p => p.Id == plan.Id ? plan : p)] },
        { Plans.Count: >= Most } => PlanProblems.TooMany,
        _ => this with { Plans = [.. Plans, plan] },
    };

    public PlanBook Without(PlanId id) => this with { Plans = [.. Plans.Where(p => p.Id != id)] };
}
