using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Invitations;
using EllaAI.Core.Plans;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <param name="Key">Chosen by the client for this click; the same key again is the same execution.</param>
public sealed record ExecutionOrder(ExecutionId Key, ExecutionKind Kind, QuestionId Question, string Language, string Source, string? Stdin);

/// <param name="IsNew">False when the key, or the very same submission, had been asked for before.</param>
public sealed record RequestedExecution(CodeExecution Execution, Question Question, bool IsNew);

/// <summary>Queues a candidate's run or submission: the execution and its event in one commit.</summary>
public sealed class RequestExecution(IDocumentStore documents, ReadPaper papers, PracticeQuestion practice, TimeProvider clock)
{
    public const int MaxSource = 64 * 1024;
    public const int MaxStdin = 64 * 1024;
    private const int MaxUnfinished = 2;

    public async Task<Result<RequestedExecution>> Run(Actor actor, AttemptId id, ExecutionOrder order, CancellationToken ct)
    {
        if (!actor.MayTake(id)) return Problems.NotFound;
        if (Check(order) is { } wrong) return wrong;
        using var tally = TallyOfDay.Begin(actor);
        return await documents.Retry(() => Decide(actor, id, order, tally, ct), ct);
    }

    /// <summary>Practice before the start: a run of the sample question, tied to the invitation.</summary>
    public async Task<Result<RequestedExecution>> Practice(OpenedInvitation opened, ExecutionOrder order, CancellationToken ct)
    {
        var actor = Actor.LinkHolder(new(opened.Found.Key.Company));
        order = order with { Kind = ExecutionKind.Run, Question = practice.Question.Id };
        if (Check(order) is { } wrong) return wrong;
        if (!practice.Question.Starters.ContainsKey(order.Language)) return ExecutionProblems.NoSuchLanguage;
        var subject = opened.Invitation.Id.Value.ToString("N");
        var execution = New(order, subject, null, clock.GetUtcNow());
        using var tally = TallyOfDay.Begin(actor);
        return await documents.Retry<RequestedExecution>(
            async () => await Earlier(actor, subject, order, ct) switch
            {
                { Asked: { } asked } => new Decision<RequestedExecution>(new(asked, practice.Question, false), [], []),
                { Unfinished: >= MaxUnfinished } => ExecutionProblems.Busy,
                _ => Create(actor, execution, practice.Question, [await tally.Add(documents, 1, execution.RequestedAt, ct)]),
            },
            ct);
    }

    internal static Problem? Check(ExecutionOrder order) => order switch
    {
        { Source: null } or { Language: null } => ExecutionProblems.Empty,
        _ when string.IsNullOrWhiteSpace(order.Source) => ExecutionProblems.Empty,
        { Source.Length: > MaxSource } or { Stdin.Length: > MaxStdin } => ExecutionProblems.TooLarge,
        { Kind: ExecutionKind.Submit, Stdin: not null } => Problems.Invalid("stdin", "A submission runs on the tests, not on your own input."),
        _ => null,
    };

    private async Task<Result<Decision<RequestedExecution>>> Decide(Actor actor, AttemptId id, ExecutionOrder order, TallyOfDay tally, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await documents.Get<Attempt>(actor.Key(Attempt.Collection, id), ct) is not { } attempt) return Problems.NotFound;
        if (await documents.SeatProblem(actor, id, ct) is { } elsewhere) return elsewhere;
        if (await papers.Question(actor, attempt.Value.Paper, order.Question, ct) is not { } question) return Problems.NotFound;
        var subject = id.Value.ToString("N");
        var earlier = await Earlier(actor, subject, order, ct);
        if (earlier.Asked is { } asked) return new Decision<RequestedExecution>(new(asked, question, false), [], []);
        if (!attempt.Value.Accepts(now)) return AttemptProblems.Closed;
        if (earlier.Unfinished >= MaxUnfinished) return ExecutionProblems.Busy;
        var offered = (await papers.One(actor, attempt.Value.Paper, ct)).Languages.Contains(order.Language) && question.Allows(order.Language);
        if (!offered) return ExecutionProblems.NoSuchLanguage;
        if (order.Stdin is { } stdin && QuestionRules.CheckOwnInput(question, stdin) is { } unfit) return unfit;
        // Counted, and never refused for it: who was invited may run and submit.
        var counted = await tally.Add(documents, 1, now, ct);
        // A submission moves the attempt too: it cannot slip in beside the commit that closes it.
        return Create(
            actor,
            New(order, subject, id, now),
            question,
            order.Kind == ExecutionKind.Submit ? [counted, Change.Update(attempt, attempt.Value.Requested())] : [counted]);
    }

    private async Task<(CodeExecution? Asked, int Unfinished)> Earlier(Actor actor, string subject, ExecutionOrder order, CancellationToken ct)
    {
        // An id in use by somebody else's attempt is nobody's business: the commit fails and the client draws another key.
        if (await documents.Get<CodeExecution>(actor.Key(CodeExecution.Collection, order.Key), ct) is { } same && same.Value.Subject == subject)
            return (same.Value, 0);
        var query = actor.Query(CodeExecution.OfSubject, subject) with { Descending = true, Limit = 50 };
        var recent = await documents.Query<CodeExecution>(query, ct).ToList(ct);
        var submitted = order.Kind == ExecutionKind.Submit
            ? recent.Find(e => e.IsSubmissionOf(order.Question, order.Language, order.Source))
            : null;
        return (submitted, recent.Count(e => !e.IsOver));
    }

    private static CodeExecution New(ExecutionOrder order, string subject, AttemptId? attempt, DateTimeOffset now) =>
        new(order.Key, subject, attempt, order.Question, order.Kind, order.Language, order.Source, order.Stdin, now);

    private static Decision<RequestedExecution> Create(Actor actor, CodeExecution execution, Question question, IReadOnlyList<Change> also) => new(
        new(execution, question, true),
        [Change.Create(actor.Key(CodeExecution.Collection, execution.Id), execution), .. also],
        [new ExecutionRequested(actor.Company, execution.Id, execution.Kind == ExecutionKind.Run)]);
}
