using EllaAI.Core.Access;
using EllaAI.Core.Plans;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>Runs code on a question of the library, for a program that comes back for what became of it. Nobody's attempt is touched.</summary>
public sealed class RunOnQuestion(IDocumentStore documents, TimeProvider clock)
{
    /// <summary>Of all of them, so that a company's are counted together and the oldest are found.</summary>
    public const string Subject = "library";

    private const int MaxUnfinished = 20;
    private const int MaxLanguage = 40;
    private static readonly TimeSpan _kept = TimeSpan.FromDays(7);

    /// <summary>The same key again is the same run, and the same key for something else is refused.</summary>
    public async Task<Result<RequestedExecution>> Start(Actor actor, ExecutionOrder order, CancellationToken ct)
    {
        if (!actor.May(Permission.RunCode)) return Problems.Forbidden;
        if (RequestExecution.Check(order) is { } wrong) return wrong;
        if (await documents.Get<Question>(actor.Key(Question.Collection, order.Question), ct) is not { Value: var question }) return Problems.NotFound;
        if (order.Language.Length > MaxLanguage || !question.Allows(order.Language)) return Problems.Invalid("language", "This question is not offered in this language.");
        if (order.Stdin is { } stdin && QuestionRules.CheckOwnInput(question, stdin) is { } unfit) return unfit;
        using var tally = TallyOfDay.Begin(actor);
        var requested = await documents.Retry<RequestedExecution>(
            async () =>
            {
                if (await documents.Get<CodeExecution>(actor.Key(CodeExecution.Collection, order.Key), ct) is { Value: var earlier })
                    return IsOf(earlier, order) ? new Decision<RequestedExecution>(new(earlier, question, false), [], []) : Problems.KeyReused;
                var recent = await documents.Query<CodeExecution>(actor.Query(CodeExecution.OfSubject, Subject) with { Descending = true, Limit = 100 }, ct).ToList(ct);
                if (recent.Count(e => !e.IsOver) >= MaxUnfinished) return ExecutionProblems.Busy;
                var now = clock.GetUtcNow();
                if (!(await CountExecution.More(documents, actor, tally, now, ct)).Ok(out var counted, out var refused)) return refused;
                var execution = new CodeExecution(order.Key, Subject, null, order.Question, order.Kind, order.Language, order.Source, order.Stdin, now);
                return new Decision<RequestedExecution>(
                    new(execution, question, true),
                    [Change.Create(actor.Key(CodeExecution.Collection, execution.Id), execution), counted.Change],
                    [new ExecutionRequested(actor.Company, execution.Id, execution.Kind == ExecutionKind.Run), .. counted.Events]);
            },
            ct);
        if (requested.Ok(out var made, out _) && made.IsNew) await ForgetOld(actor, ct);
        return requested;
    }

    public async Task<Result<AnsweredExecution>> Read(Actor actor, ExecutionId id, CancellationToken ct)
    {
        if (!actor.May(Permission.RunCode)) return Problems.Forbidden;
        var found = await documents.Get<CodeExecution>(actor.Key(CodeExecution.Collection, id), ct);
        if (found is not { Value: { Subject: Subject } execution }) return Problems.NotFound;
        return await documents.Get<Question>(actor.Key(Question.Collection, execution.Question), ct) is { Value: var question } ? new AnsweredExecution(execution, question) : Problems.NotFound;
    }

    private static bool IsOf(CodeExecution earlier, ExecutionOrder order) =>
        (earlier.Subject, earlier.Question, earlier.Kind, earlier.Language, earlier.Source, earlier.Stdin) == (Subject, order.Question, order.Kind, order.Language, order.Source, order.Stdin);

    /// <summary>Each new one takes away more than it adds.</summary>
    private async Task ForgetOld(Actor actor, CancellationToken ct)
    {
        await foreach (var old in documents.Query<CodeExecution>(actor.Query(CodeExecution.OfSubject, Subject) with { Limit = 3 }, ct))
        {
            if (!old.Value.IsOver || clock.GetUtcNow() - old.Value.RequestedAt <= _kept) return;
            await documents.Commit([new(old.Key, null, old.Version)], [], ct);
        }
    }
}
