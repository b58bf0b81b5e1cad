using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Execution;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Faults;

/// <summary>Compares what was acknowledged with what is there: all of it, none twice, each submission judged once and rightly.</summary>
internal static class Audit
{
    public static async Task Everything(IDocumentStore documents, Ledger ledger)
    {
        var acknowledged = ledger.Read();
        Assert.NotEmpty(acknowledged);
        foreach (var attempt in acknowledged.GroupBy(a => a.Attempt))
        {
            await Typing(documents, new(attempt.Key), [.. attempt.OfType<Saved>()]);
            await Submissions(documents, new(attempt.Key), [.. attempt.OfType<Received>()]);
        }

        var dead = Actor.System(CompanyId.Platform).QueryEverywhere(Delivery.InState, "dead");
        Assert.Empty(await documents.Query<Delivery>(dead, default).ToList(default));
    }

    private static async Task Typing(IDocumentStore documents, AttemptId attempt, IReadOnlyList<Saved> saved)
    {
        Assert.Equal(Enumerable.Range(1, saved.Count), saved.Select(s => s.Seq));
        foreach (var batch in saved)
        {
            var key = Backstage.System.Key(JournalChunk.Collection, JournalChunk.Key(attempt, new(batch.Epoch, batch.Seq, [])));
            var chunk = (await documents.Get<JournalChunk>(key, default))?.Value;
            Assert.NotNull(chunk);
            Assert.Equal(BatchStatus.Accepted, chunk.Status);
            Assert.Equal(batch.Text, Assert.Single(chunk.Batch.Items) switch
            {
                Edited edit => Assert.Single(edit.Changes).Text,
                Snapshotted shot => shot.Text,
                var other => other.ToString(),
            });
        }

        // A batch that was taken twice would stand in the text twice.
        var drafts = await documents.Query<DraftText>(Backstage.System.Query(DraftText.OfAttempt, attempt.Value.ToString("N")), default).ToList(default);
        Assert.Equal(string.Concat(saved.Select(s => s.Text)), Assert.Single(drafts).Text);
    }

    private static async Task Submissions(IDocumentStore documents, AttemptId id, IReadOnlyList<Received> received)
    {
        var query = Backstage.System.Query(CodeExecution.OfSubject, id.Value.ToString("N")) with { Limit = 1_000 };
        var all = await documents.Query<CodeExecution>(query, default).ToList(default);
        Assert.Equal(received.Select(r => r.Execution).Order(), all.Where(e => !e.Automatic).Select(e => e.Id.Value).Order());
        // What stood in the editor at the end.
        var final = Assert.Single(all, e => e.Automatic);
        foreach (var (execution, right) in received.Select(r => (all.Single(e => e.Id.Value == r.Execution), r.Right)).Append((final, true)))
        {
            Assert.Equal(
                (ExecutionState.Finished, right ? Verdict.Accepted : Verdict.WrongAnswer, right ? Exam.Points : Exam.WrongPoints),
                (execution.State, execution.Verdict, execution.Points));
            Assert.Equal(3, execution.Tests.Count);
        }

        var attempt = (await documents.Get<Attempt>(Backstage.System.Key(Attempt.Collection, id), default))!.Value;
        Assert.Equal((AttemptState.Scored, 0, Exam.Points), (attempt.State, attempt.Outstanding, attempt.Points));
        // Each is counted as it is graded: one that was graded twice would be here twice.
        Assert.Equal((all.Count, false), (Assert.Single(attempt.Questions).Submissions, attempt.Questions[0].Ungraded));
    }
}
