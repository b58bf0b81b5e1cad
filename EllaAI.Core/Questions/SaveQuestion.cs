using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Operations;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Questions;

/// <summary>Keeps a new or changed question. Published assessments hold their own copy and do not change with it.</summary>
public sealed class SaveQuestion(IDocumentStore documents, ICache cache, TimeProvider clock)
{
    private static readonly Problem TooLarge = new(
        "question-too-large", $"The question with its tests and files is larger than {CommitRules.MaxBodyBytes:N0} bytes. Shorten the largest tests.", ProblemKind.TooLarge);

    /// <param name="version">The version that was edited; 0 for a new question.</param>
    public async Task<Result<Versioned<Question>>> Run(Actor actor, Question question, long version, CancellationToken ct)
    {
        if (!actor.May(Permission.EditQuestions)) return Problems.Forbidden;
        var numbered = question with
        {
            Title = question.Title.Trim(),
            Tests = [.. question.Tests.Select((test, i) => test with { Number = i + 1 })],
            ChangedAt = clock.GetUtcNow(),
        };
        if (QuestionRules.Check(numbered) is { } problem) return problem;
        if (CommitRules.Size(numbered) > CommitRules.MaxBodyBytes) return TooLarge;
        var key = actor.Key(Question.Collection, numbered.Id);
        // One that is there already was kept, although nobody heard so.
        if (version == 0 && await StorageUse.Refuses(documents, actor, numbered.ChangedAt, ct) is { } full)
            return await documents.Get<Question>(key, ct) is null ? full : Problems.Conflict;
        var before = version > 0 ? (await documents.Get<Question>(key, ct))?.Value.InShort() ?? "" : "";
        var done = actor.Did(AuditAction.QuestionSaved, Question.Collection, numbered.Id, numbered.ChangedAt, before, numbered.InShort());
        if (!await documents.Commit([new(key, numbered, version)], [new QuestionSaved(actor.Company, numbered.Id), done], ct)) return Problems.Conflict;
        // The event makes sure of it; whoever saved wants to see it at once.
        await ReadQuestions.Forget(cache, actor, ct);
        return new Versioned<Question>(key, numbered, version + 1);
    }
}
