using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

public sealed record AttemptStarted(CompanyId Company, AttemptId Attempt, AssessmentId Assessment, DateTimeOffset Deadline) : IEvent;

public sealed record AttemptClosed(CompanyId Company, AttemptId Attempt, AssessmentId Assessment) : IEvent;

/// <summary>A submission of the attempt was graded; the last one of a closed attempt makes the score final.</summary>
public sealed record AttemptGraded(CompanyId Company, AttemptId Attempt, AssessmentId Assessment) : IEvent;

public sealed record ExecutionRequested(CompanyId Company, ExecutionId Execution, bool Interactive) : IEvent;
