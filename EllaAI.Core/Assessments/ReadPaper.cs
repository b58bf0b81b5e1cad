using EllaAI.Core.Access;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

/// <summary>Papers for other use cases, which have checked the permission: a paper is never shown by itself.</summary>
public sealed class ReadPaper(IDocumentStore documents)
{
    public async Task<Paper> One(Actor actor, PaperId id, CancellationToken ct) =>
        (await documents.Get<Paper>(actor.Key(Paper.Collection, id), ct))?.Value
        ?? throw new InvalidOperationException($"Paper {id.Value:N} is missing.");

    public async Task<Question?> Question(Actor actor, PaperId id, QuestionId question, CancellationToken ct) =>
        (await documents.Get<Question>(actor.Key(Paper.QuestionCollection, Paper.QuestionKey(id, question)), ct))?.Value;

    public async Task<IReadOnlyList<Question>> Questions(Actor actor, Paper paper, CancellationToken ct)
    {
        var questions = new List<Question>();
        foreach (var id in paper.Questions)
            questions.Add(await Question(actor, paper.Id, id, ct) ?? throw new InvalidOperationException($"Question {id.Value:N} is missing in its paper."));
        return questions;
    }
}
