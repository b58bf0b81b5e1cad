using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

[EventContract("ella.attempt-started", 1)]
public sealed record AttemptStarted(CompanyId Company, AttemptId Attempt, AssessmentId Assessment, DateTimeOffset Deadline) : IEvent
{
    string IEvent.Subject => $"attempt/{Attempt.Value:N}";
}

[EventContract("ella.attempt-closed", 1)]
public sealed record AttemptClosed(CompanyId Company, AttemptId Attempt, AssessmentId Assessment) : IEvent
{
    string IEvent.Subject => $"attempt/{Attempt.Value:N}";
}

/// <summary>A submission of the attempt was graded; the last one of a closed attempt makes the score final.</summary>
[EventContract("ella.attempt-graded", 1)]
public sealed record AttemptGraded(CompanyId Company, AttemptId Attempt, AssessmentId Assessment) : IEvent
{
    string IEvent.Subject => $"attempt/{Attempt.Value:N}";
}

/// <summary>The score is final. Committed once, with what made it so: the end, or the last submission that was graded after it.</summary>
[EventContract("ella.attempt-scored", 1)]
public sealed record AttemptScored(CompanyId Company, AttemptId Attempt, AssessmentId Assessment) : IEvent
{
    string IEvent.Subject => $"attempt/{Attempt.Value:N}";

    internal static IEnumerable<IEvent> When(Attempt changed, CompanyId company) =>
        changed.State == AttemptState.Scored ? [new AttemptScored(company, changed.Id, changed.Assessment)] : [];
}

[EventContract("ella.execution-requested", 1)]
public sealed record ExecutionRequested(CompanyId Company, ExecutionId Execution, bool Interactive) : IEvent
{
    string IEvent.Subject => $"execution/{Execution.Value:N}";
}
