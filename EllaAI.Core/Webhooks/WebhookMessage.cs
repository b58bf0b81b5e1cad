using System.Text.Json;
using System.Text.Json.Serialization;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>What an endpoint gets: a CloudEvent 1.0 in JSON. Ids, times and scores; never code, answers, links or who somebody is.</summary>
public sealed record WebhookMessage(
    [property: JsonPropertyName("specversion")] string SpecVersion,
    string Id,
    string Source,
    string Type,
    string Subject,
    DateTimeOffset Time,
    [property: JsonPropertyName("datacontenttype")] string DataContentType,
    object Data)
{
    public static string Write(WebhookEventType type, string id, CompanyId company, WebhookFact fact) => JsonSerializer.Serialize(
        new WebhookMessage("1.0", id, $"/companies/{company}", type.Type, fact.Subject, fact.At.ToUniversalTime(), "application/json", fact.Data), DocumentJson.Options);
}

/// <param name="Subject">What it is about, such as <c>attempt/1f…</c>.</param>
/// <param name="Data">One of the public shapes below.</param>
public sealed record WebhookFact(string Subject, DateTimeOffset At, object Data)
{
    public static WebhookFact Of(Assessment assessment) => new(
        $"assessment/{assessment.Id.Value:N}", assessment.ChangedAt, new AssessmentData(assessment.Id, assessment.ChangedAt));

    public static WebhookFact Of(Invitation invitation) => new(
        $"invitation/{invitation.Id.Value:N}", invitation.SentAt, new InvitationData(invitation.Id, invitation.Assessment, invitation.SentAt, invitation.ExpiresAt));

    public static WebhookFact Started(Attempt attempt) => new(
        About(attempt), attempt.StartedAt, new StartedData(attempt.Id, attempt.Invitation, attempt.Assessment, attempt.StartedAt, attempt.Deadline));

    public static WebhookFact Closed(Attempt attempt, DateTimeOffset closedAt) => new(
        About(attempt), closedAt, new ClosedData(attempt.Id, attempt.Invitation, attempt.Assessment, attempt.StartedAt, closedAt, attempt.Reason ?? CloseReason.Finished));

    public static WebhookFact Scored(Attempt attempt, DateTimeOffset now) => new(
        About(attempt),
        now,
        new ScoredData(
            attempt.Id, attempt.Invitation, attempt.Assessment, attempt.Points, attempt.MaxPoints, attempt.Percent, attempt.Questions.Count(q => q.Ungraded)));

    private static string About(Attempt attempt) => $"attempt/{attempt.Id.Value:N}";

    private sealed record AssessmentData(AssessmentId Assessment, DateTimeOffset PublishedAt);

    private sealed record InvitationData(InvitationId Invitation, AssessmentId Assessment, DateTimeOffset SentAt, DateTimeOffset ExpiresAt);

    private sealed record StartedData(AttemptId Attempt, InvitationId Invitation, AssessmentId Assessment, DateTimeOffset StartedAt, DateTimeOffset Deadline);

    private sealed record ClosedData(
        AttemptId Attempt, InvitationId Invitation, AssessmentId Assessment, DateTimeOffset StartedAt, DateTimeOffset ClosedAt, CloseReason Reason);

    private sealed record ScoredData(
        AttemptId Attempt, InvitationId Invitation, AssessmentId Assessment, int Points, int MaxPoints, int Percent, int UngradedQuestions);
}
