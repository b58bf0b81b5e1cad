using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

[EventContract("ella.assessment-saved", 1)]
public sealed record AssessmentSaved(CompanyId Company, AssessmentId Assessment) : IEvent
{
    string IEvent.Subject => $"assessment/{Assessment.Value:N}";
}

[EventContract("ella.assessment-published", 1)]
public sealed record AssessmentPublished(CompanyId Company, AssessmentId Assessment) : IEvent
{
    string IEvent.Subject => $"assessment/{Assessment.Value:N}";
}

[EventContract("ella.assessment-shared", 1)]
public sealed record AssessmentShared(CompanyId Company, AssessmentId Assessment) : IEvent
{
    string IEvent.Subject => $"assessment/{Assessment.Value:N}";
}
