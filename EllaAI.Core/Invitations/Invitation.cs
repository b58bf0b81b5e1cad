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

    /// <summary>How long a link waits to be used.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromDays(14);

    /// <summary>When the company took it back; null while it has not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>How much more time than the assessment has, in percent.</summary>
    public int ExtraTime { get; init; }

    /// <summary>Of an assessment that takes so many minutes.</summary>
    public TimeSpan Time(int minutes) => Invitations.ExtraTime.Of(minutes, ExtraTime);

    public static IndexSpec ByToken { get; } = new(Collection, "invitation-by-token", ["tokenHash"], "sentAt");

    public static IndexSpec OfAssessment { get; } = new(Collection, "invitation-of-assessment", ["assessment"], "sentAt");

    /// <summary>A link that was not used in time no longer starts an attempt; one that was used leads back to it.</summary>
    public bool IsExpired(DateTimeOffset now) => Attempt is null && now >= ExpiresAt;

    /// <summary>Its link starts an attempt, or leads back to one.</summary>
    public bool IsOpen(DateTimeOffset now) => RevokedAt is null && !IsExpired(now);

    public Invitation Revoke(DateTimeOffset now) => this with { RevokedAt = now };

    /// <summary>Another link, and that one alone; what was withdrawn before it started is open again.</summary>
    public Invitation Renew(string tokenHash, DateTimeOffset now) => this with { TokenHash = tokenHash, SentAt = now, ExpiresAt = now + Open, RevokedAt = null };
}

public static class InvitationProblems
{
    public static Problem UnknownLink { get; } =
        new("link-unknown", "This link leads nowhere. Check that it was copied whole, or ask whoever invited you for a new one.", ProblemKind.NotFound);

    public static Problem Expired { get; } =
        new("link-expired", "This invitation has expired. Ask whoever invited you for a new one.", ProblemKind.Gone);

    public static Problem Paused { get; } =
        new("company-paused", "The company that invited you cannot be reached here for the moment. Your link stays good; try again later, or write to them.", ProblemKind.Gone);

    public static Problem Revoked { get; } =
        new("link-revoked", "This invitation was withdrawn. If you expected to take part, ask whoever invited you.", ProblemKind.Gone);

    public static Problem Over { get; } =
        new("invitation-over", "This candidate has finished: there is no link to withdraw or to send any more.", ProblemKind.Conflict);

    public static Problem Used { get; } =
        new("link-used", "You have already finished this assessment. There is nothing more to do.", ProblemKind.Gone);
}
