using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Questions;

[EventContract("ella.question-saved", 1)]
public sealed record QuestionSaved(CompanyId Company, QuestionId Question) : IEvent
{
    string IEvent.Subject => $"question/{Question.Value:N}";
}
