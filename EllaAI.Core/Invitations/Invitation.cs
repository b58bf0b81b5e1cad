using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

public readonly record struct InvitationId(Guid Value) : IId<InvitationId>
{
    public static InvitationId Of(Guid value) => new(value);
}

/// <summary>One person asked to take one assessment, once.</summary>
/// <param name="TokenHash">Of the link's secret; the secret itself is only in the mail.</param>
/// <param name="Attempt">Set when the person started.</param>
public sealed record Invitation(
    InvitationId Id,
    AssessmentId Assessment,
    PaperId Paper,
    string Name,
    string Email,
    string TokenHash,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt,
    AttemptId? Attempt = null)
{
    public const string Collection = "invitation";

    public static IndexSpec ByToken { get; } = new(Collection, "invitation-by-token", ["tokenHash"], "sentAt");

    public static IndexSpec OfAssessment { get; } = new(Collection, "invitation-of-assessment", ["assessment"], "sentAt");

    /// <summary>A link that was not used in time no longer starts an attempt; one that was used leads back to it.</summary>
    public bool IsExpired(DateTimeOffset now) => Attempt is null && now >= ExpiresAt;
}

public static class InvitationProblems
{
    public static Problem UnknownLink { get; } =
        new("link-unknown", "This link leads nowhere. Check that it was copied whole, or ask whoever invited you for a new one.", ProblemKind.NotFound);

    public static Problem Expired { get; } =
        new("link-expired", "This invitation has expired. Ask whoever invited you for a new one.", ProblemKind.Gone);

    public static Problem Used { get; } =
        new("link-used", "You have already finished this assessment. There is nothing more to do.", ProblemKind.Gone);
}
