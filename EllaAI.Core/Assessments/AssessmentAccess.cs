using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

/// <summary>Whom in the company an assessment is open to. What they may do with it, their role says.</summary>
public enum AssessmentAccess
{
    Company,

    /// <summary>Its author, and the members who were named.</summary>
    Team,

    /// <summary>Its author alone.</summary>
    Private,
}

/// <summary>Assessments for use cases: the only place that reads one for somebody. One that is not open to them answers as one that does not exist.</summary>
internal static class OpenAssessments
{
    public static async Task<Versioned<Assessment>?> OpenAssessment(this IDocumentStore documents, Actor actor, AssessmentId id, CancellationToken ct) =>
        await documents.Get<Assessment>(actor.Key(Assessment.Collection, id), ct) is { } found && found.Value.IsOpenTo(actor) ? found : null;

    /// <summary>Of what belongs to an assessment: an attempt, an invitation, a mail.</summary>
    public static async Task<bool> IsOpen(this IDocumentStore documents, Actor actor, AssessmentId id, CancellationToken ct) =>
        actor.May(Permission.ViewEveryAssessment) || await documents.OpenAssessment(actor, id, ct) is not null;
}
