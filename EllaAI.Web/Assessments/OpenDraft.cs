using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Questions;
using EllaAI.Web.Questions;

namespace EllaAI.Web.Assessments;

/// <param name="Draft">Null when it is published.</param>
/// <param name="Published">Null when it is a draft.</param>
public sealed record OpenedAssessment(AssessmentDraft? Draft, Assessment? Published);

/// <summary>An assessment with what the library says of its questions now, ready to be changed.</summary>
public sealed class OpenDraft(ReadAssessments assessments, ReadQuestions questions)
{
    public async Task<Result<OpenedAssessment>> Run(Actor actor, AssessmentId id, CancellationToken ct)
    {
        if (!(await assessments.One(actor, id, ct)).Ok(out var found, out var problem)) return problem;
        if (found.Value.Status != AssessmentStatus.Draft) return new OpenedAssessment(null, found.Value);
        var chosen = new List<ChosenQuestion>();
        foreach (var question in found.Value.Questions)
        {
            var read = await questions.One(actor, question, ct);
            chosen.Add(new(question, read.Ok(out var known, out _) ? QuestionRow.Of(known.Value) : null));
        }

        return new OpenedAssessment(AssessmentDraft.Of(found, chosen), null);
    }
}
