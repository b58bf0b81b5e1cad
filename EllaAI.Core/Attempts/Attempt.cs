using EllaAI.Core.Assessments;
using EllaAI.Core.Invitations;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

public readonly record struct AttemptId(Guid Value) : IId<AttemptId>
{
    public static AttemptId Of(Guid value) => new(value);
}

public enum AttemptState
{
    InProgress,

    /// <summary>No more typing; some submissions are still being graded.</summary>
    Closed,
    Scored,
}

public enum CloseReason
{
    Finished,
    TimeUp,

    /// <summary>The company took the invitation back.</summary>
    Withdrawn,
}

/// <summary>One person's sitting of one paper.</summary>
/// <param name="Deadline">Set by the server alone.</param>
public sealed record Attempt(
    AttemptId Id,
    InvitationId Invitation,
    AssessmentId Assessment,
    PaperId Paper,
    string CandidateName,
    DateTimeOffset StartedAt,
    DateTimeOffset Deadline,
    AttemptState State,
    IReadOnlyList<QuestionProgress> Questions)
{
    public const string Collection = "attempt";

    /// <summary>What was typed in time but is still on its way counts.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static IndexSpec OfAssessment { get; } = new(Collection, "attempt-of-assessment", ["assessment"], "startedAt");

    public static IndexSpec InState { get; } = new(Collection, "attempt-in-state", ["state"], "deadline", AcrossCompanies: true);

    /// <summary>Those that are over, the oldest end first.</summary>
    public static IndexSpec Ended { get; } = new(Collection, "attempt-ended", ["state"], "closedAt");

    /// <summary>To what of the company's the candidate agreed before they started; null where nothing was asked.</summary>
    public Privacy.Agreement? Agreement { get; init; }

    /// <summary>Submissions asked for and not graded yet.</summary>
    public int Outstanding { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public CloseReason? Reason { get; init; }

    public int Points => Questions.Sum(q => q.Points);

    public int MaxPoints => Questions.Sum(q => q.MaxPoints);

    /// <summary>0 to 100, the share of all weights that the best submission of each question earned.</summary>
    public int Percent => MaxPoints == 0 ? 0 : (int)Math.Round(100m * Points / MaxPoints, MidpointRounding.AwayFromZero);

    public bool Accepts(DateTimeOffset now) => State == AttemptState.InProgress && now <= Deadline + Grace;

    public bool IsOverdue(DateTimeOffset now) => State == AttemptState.InProgress && now > Deadline + Grace;

    public Attempt Requested() => this with { Outstanding = Outstanding + 1 };

    /// <summary>Ends typing. Whatever is in the editors and was not submitted becomes <paramref name="finals"/> more submissions.</summary>
    public Attempt Close(CloseReason reason, DateTimeOffset now, int finals) => (this with
    {
        State = AttemptState.Closed,
        Reason = reason,
        ClosedAt = reason == CloseReason.TimeUp ? Deadline : now,
        Outstanding = Outstanding + finals,
    }).ScoredWhenNothingIsOutstanding();

    /// <summary>Takes in a graded submission; the best one of a question counts.</summary>
    /// <param name="points">Null when we failed to grade it: it counts neither for nor against.</param>
    public Attempt Graded(QuestionId question, int? points) => (this with
    {
        Outstanding = Outstanding - 1,
        Questions = [.. Questions.Select(q => q.Question == question ? q.With(points) : q)],
    }).ScoredWhenNothingIsOutstanding();

    private Attempt ScoredWhenNothingIsOutstanding() =>
        this is { State: AttemptState.Closed, Outstanding: 0 } ? this with { State = AttemptState.Scored } : this;
}

/// <param name="Points">Of the best submission so far.</param>
public sealed record QuestionProgress(QuestionId Question, string Title, int MaxPoints, int Points = 0, int Submissions = 0)
{
    /// <summary>True when a submission could not be graded through our fault, after several tries.</summary>
    public bool Ungraded { get; init; }

    public QuestionProgress With(int? points) => this with
    {
        Submissions = Submissions + 1,
        Points = Math.Max(Points, points ?? 0),
        Ungraded = Ungraded || points is null,
    };
}

public static class AttemptProblems
{
    public static Problem Closed { get; } =
        new("attempt-closed", "This attempt has ended. Everything you typed in time is saved and is being scored.", ProblemKind.Conflict);

    public static Problem NoConsent { get; } =
        new("consent-missing", "Confirm that you have read what is recorded, then start.");
}
