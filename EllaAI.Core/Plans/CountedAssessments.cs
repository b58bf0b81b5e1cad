using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>How many assessments of a company are active. Part of every commit that publishes, archives or restores one, so that none slips past a limit.</summary>
public sealed record CountedAssessments(int Active)
{
    public const string Collection = "counted-assessments";

    /// <summary>Counted by looking where nobody counted yet: then whoever commits it first is right, and others look again.</summary>
    public static async Task<Versioned<CountedAssessments>> Of(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var key = actor.Key(Collection, "all");
        return await documents.Get<CountedAssessments>(key, ct) ?? new(key, new(await Look(documents, actor, ct)), 0);
    }

    /// <summary>One more, or why not.</summary>
    internal static async Task<Result<Counted>> More(IDocumentStore documents, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var (found, limits) = (await Of(documents, actor, ct), await PlanLimits.Of(documents, actor, ct));
        if (limits.Assessments is { } limit && found.Value.Active >= limit) return PlanProblems.Reached(Quota.Assessments, found.Value.Active, limit, now);
        var more = new CountedAssessments(found.Value.Active + 1);
        return new Counted(new(found.Key, more, found.Version), [.. QuotaNeared.When(actor.Company, Quota.Assessments, more.Active, limits.Assessments)]);
    }

    internal static async Task<Change> Less(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var found = await Of(documents, actor, ct);
        return new(found.Key, new CountedAssessments(Math.Max(0, found.Value.Active - 1)), found.Version);
    }

    /// <summary>Puts right what does not agree with the assessments themselves. Whoever publishes meanwhile is not overwritten.</summary>
    /// <returns>True when it was wrong, or there was none.</returns>
    public static async Task<bool> Mend(IDocumentStore documents, Actor company, CancellationToken ct)
    {
        var kept = await documents.Get<CountedAssessments>(company.Key(Collection, "all"), ct);
        var looked = new CountedAssessments(await Look(documents, company, ct));
        return kept?.Value != looked && await documents.Commit([new(company.Key(Collection, "all"), looked, kept?.Version ?? 0)], [], ct);
    }

    private static async Task<int> Look(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var active = 0;
        await foreach (var assessment in documents.Walk<Assessment>(Actor.System(actor.Company).Range(Assessment.Collection), ct))
            if (assessment.Value.IsActive) active++;
        return active;
    }
}

/// <summary>What a commit that uses more of something has besides.</summary>
internal sealed record Counted(Change Change, IReadOnlyList<IEvent> Events);
