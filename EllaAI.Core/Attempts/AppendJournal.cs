using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

public sealed record Appended(int Acknowledged, BatchStatus Status, IReadOnlyCollection<Resync> Resync, Attempt Attempt)
{
    /// <summary>Set when another device has the attempt: the batch is kept and changes nothing.</summary>
    public Problem? Refusal { get; init; }
}

/// <summary>
/// Makes a batch of a candidate's typing durable, once. Whatever arrives is kept; it changes the drafts only when it is
/// the writing page's next batch and came in time.
/// </summary>
public sealed class AppendJournal(IDocumentStore documents, ReadAttempt attempts, ShowPaper papers, TimeProvider clock)
{
    public async Task<Result<Appended>> Run(Actor actor, AttemptId id, JournalBatch batch, CancellationToken ct)
    {
        if (!actor.MayTake(id)) return Problems.NotFound;
        if (Check(batch) is { } wrong) return wrong;
        var decided = await documents.Retry(() => Decide(actor, id, batch, ct), ct);
        return decided.Ok(out var appended, out _) && appended.Refusal is { } refusal ? refusal : decided;
    }

    private static Problem? Check(JournalBatch batch) => batch switch
    {
        { Items: null } or { Epoch: < 1 } or { Seq: < 1 } => Problems.Invalid("batch", "A batch has an epoch and a number from 1, and items."),
        { Items.Count: > JournalBatch.MaxItems } => TooLarge($"A batch can have at most {JournalBatch.MaxItems} items."),
        _ when batch.Items.Any(i => !IsWellFormed(i)) => Problems.Invalid("batch", "An item of the batch lacks a part."),
        _ when batch.Items.Any(IsTooLong) => TooLarge($"A text can have at most {RequestExecution.MaxSource:N0} characters."),
        _ => null,
    };

    private static bool IsWellFormed(JournalItem item) => item switch
    {
        null => false,
        _ when !double.IsFinite(item.At) => false,
        Edited edit => edit.Language is { Length: > 0 and <= 40 } && edit.Changes?.All(c => c is { Text: not null }) == true,
        Snapshotted shot => shot.Language is { Length: > 0 and <= 40 } && shot.Text is not null,
        LanguageChosen chosen => chosen.Language is { Length: > 0 and <= 40 },
        _ => true,
    };

    private static bool IsTooLong(JournalItem item) => item switch
    {
        Edited edit => edit.Total > RequestExecution.MaxSource,
        Snapshotted shot => shot.Text.Length > RequestExecution.MaxSource,
        _ => false,
    };

    private static Problem TooLarge(string detail) => new("too-large", detail, ProblemKind.TooLarge);

    private async Task<Result<Decision<Appended>>> Decide(Actor actor, AttemptId id, JournalBatch batch, CancellationToken ct)
    {
        if (!(await attempts.Run(actor, id, ct)).Ok(out var attempt, out var problem)) return problem;
        var found = await documents.Get<Workbook>(actor.Key(Workbook.Collection, id), ct);
        if (found is not { Value: var workbook } || batch.Epoch > workbook.Epoch)
            return Problems.Invalid("epoch", "Open the attempt before writing to it.");

        if (batch.Epoch < workbook.Epoch) return await Keep(actor, attempt, found, batch, BatchStatus.Superseded, Refusal(actor, workbook), ct);
        // An epoch that it was never given: kept, it could stand where the holder's own batch belongs.
        if (Refusal(actor, workbook) is { } refusal) return refusal;
        if (batch.Seq <= workbook.Acknowledged) return new Decision<Appended>(new(workbook.Acknowledged, BatchStatus.Duplicate, [], attempt), [], []);
        if (workbook.Sealed || !attempt.Accepts(clock.GetUtcNow())) return await Keep(actor, attempt, found, batch, BatchStatus.Late, null, ct);
        if (batch.Seq > workbook.Acknowledged + 1) return Gap(workbook.Acknowledged + 1);

        var (changes, resync) = await Apply(actor, attempt, batch, ct);
        changes.Add(Chunk(actor, id, batch, BatchStatus.Accepted));
        changes.Add(Change.Update(found, workbook.Accept(batch)));
        return new Decision<Appended>(new(batch.Seq, BatchStatus.Accepted, resync, attempt), changes, []);
    }

    private static Problem? Refusal(Actor actor, Workbook workbook) => workbook.IsHeldBy(actor) ? null : SeatProblems.Taken(workbook.Handovers);

    private static Problem Gap(int expected) =>
        new("journal-gap", "A batch before this one has not arrived.", ProblemKind.Conflict)
        {
            Facts = new Dictionary<string, object?> { ["expected"] = expected },
        };

    private async Task<(List<Change> Changes, IReadOnlyCollection<Resync> Resync)> Apply(
        Actor actor, Attempt attempt, JournalBatch batch, CancellationToken ct)
    {
        // What is of another paper is kept with the journal, and is no draft of this attempt.
        var paper = await papers.One(actor, attempt.Paper, ct);
        var items = batch.Items.Where(i => DraftBoard.Touches(i) is not var (question, language) || (paper.Questions.Contains(question) && paper.Languages.Contains(language))).ToList();
        var read = new Dictionary<QuestionId, KeptDraft>();
        foreach (var touched in items.Select(DraftBoard.Touches).OfType<(QuestionId Question, string Language)>().Distinct().GroupBy(t => t.Question, t => t.Language))
            read[touched.Key] = await KeptDraft.Read(documents, actor, attempt.Id, touched.Key, touched, ct);

        var board = new DraftBoard(attempt.Id, read.ToDictionary(r => r.Key, r => r.Value.Draft));
        foreach (var item in items) board.Apply(item);
        return ([.. board.Drafts.SelectMany(d => read[d.Key].To(actor, d.Value))], board.Resync);
    }

    private async Task<Decision<Appended>> Keep(Actor actor, Attempt attempt, Versioned<Workbook> workbook, JournalBatch batch, BatchStatus status, Problem? refusal, CancellationToken ct)
    {
        // With the workbook as it is: what arrives while its candidate is erased must not be left behind.
        var chunk = Chunk(actor, attempt.Id, batch, status);
        var isKept = await documents.Get<JournalChunk>(chunk.Key, ct) is not null;
        return new(new(batch.Seq, status, [], attempt) { Refusal = refusal }, isKept ? [] : [chunk, Change.Update(workbook, workbook.Value)], []);
    }

    private Change Chunk(Actor actor, AttemptId id, JournalBatch batch, BatchStatus status) => Change.Create(
        actor.Key(JournalChunk.Collection, JournalChunk.Key(id, batch)), new JournalChunk(id, batch, status, clock.GetUtcNow()));
}
