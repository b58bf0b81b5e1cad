using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Invitations;
using EllaAI.Core.Questions;
using EllaAI.Core.Reports;

namespace EllaAI.Web.Api;

// What programs get: shapes of their own, so that documents may change without them. Described in docs/api.md.

internal sealed record AssessmentView(
    AssessmentId Id, string Title, AssessmentStatus Status, int DurationMinutes, IReadOnlyList<QuestionId> Questions, IReadOnlyList<string> Languages, bool AsksForCode, DateTimeOffset ChangedAt, DateTimeOffset? ArchivedAt)
{
    public static AssessmentView Of(Assessment a) => new(a.Id, a.Title, a.Status, a.DurationMinutes, a.Questions, a.Languages, a.AsksForCode, a.ChangedAt, a.ArchivedAt);
}

internal sealed record InvitationView(InvitationId Id, AssessmentId Assessment, string Name, string Email, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt)
{
    public static InvitationView Of(Invitation i) => new(i.Id, i.Assessment, i.Name, i.Email, i.SentAt, i.ExpiresAt, i.RevokedAt);
}

/// <param name="Percent">Null until the score is final.</param>
internal sealed record AttemptView(
    AttemptId Id, AttemptState State, DateTimeOffset StartedAt, DateTimeOffset Deadline, DateTimeOffset? ClosedAt, CloseReason? Reason, int Points, int MaxPoints, int? Percent)
{
    public static AttemptView Of(Attempt a) =>
        new(a.Id, a.State, a.StartedAt, a.Deadline, a.ClosedAt, a.Reason, a.Points, a.MaxPoints, a.State == AttemptState.Scored ? a.Percent : null);
}

/// <param name="Attempt">Null until the person starts.</param>
internal sealed record CandidateView(InvitationView Invitation, AttemptView? Attempt)
{
    public static CandidateView Of(BoardRow row) => new(InvitationView.Of(row.Invitation), row.Attempt is { } attempt ? AttemptView.Of(attempt) : null);
}

internal sealed record SubmissionView(ExecutionId Id, string Language, ExecutionState State, Verdict? Verdict, int? Points, DateTimeOffset SubmittedAt);

/// <param name="Submissions">Newest first.</param>
internal sealed record AnswerView(QuestionId Question, string Title, int Points, int MaxPoints, IEnumerable<SubmissionView> Submissions);

internal sealed record ResultView(InvitationView Invitation, AttemptView Attempt, IEnumerable<AnswerView> Questions)
{
    public static ResultView Of(AttemptResult r) => new(
        InvitationView.Of(r.Invitation),
        AttemptView.Of(r.Attempt),
        [
            .. r.Questions.Select(q => new AnswerView(
                q.Question.Id, q.Progress.Title, q.Progress.Points, q.Progress.MaxPoints,
                [.. q.Submissions.Select(s => new SubmissionView(s.Id, s.Language, s.State, s.Verdict, s.Points, s.RequestedAt))])),
        ]);
}

internal sealed record QuestionSummary(QuestionId Id, string Title, string Difficulty, IReadOnlyList<string> Tags, int Points, DateTimeOffset ChangedAt)
{
    public static QuestionSummary Of(Question q) => new(q.Id, q.Title, q.Difficulty, q.Tags, q.Points, q.ChangedAt);
}

internal sealed record QuestionTestView(int Number, string Name, bool Visible, int Weight, string Stdin, string Expected);

internal sealed record QuestionView(
    QuestionId Id, string Title, string Difficulty, IReadOnlyList<string> Tags, int Points, DateTimeOffset ChangedAt, string Statement, IReadOnlyDictionary<string, string> Starters, IEnumerable<QuestionTestView> Tests)
{
    public static QuestionView Of(Question q) => new(
        q.Id, q.Title, q.Difficulty, q.Tags, q.Points, q.ChangedAt, q.Statement, q.Starters,
        [.. q.Tests.Select(t => new QuestionTestView(t.Number, t.Name, t.Visible, t.Weight, t.Stdin, t.Expected))]);
}
