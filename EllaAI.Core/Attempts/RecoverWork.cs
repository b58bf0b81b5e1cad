using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Execution;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

public sealed record UnfinishedExecution(CompanyId Company, ExecutionId Id, bool Interactive);

public sealed record OpenAttempt(CompanyId Company, AttemptId Id, DateTimeOffset Deadline);

/// <summary>What still has to be done, read from the documents: a job that was to do it may be lost with its process or its queue.</summary>
public sealed class RecoverWork(IDocumentStore documents, ExecuteCode execute, Instances instances, TimeProvider clock)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <summary>Puts every execution whose process is gone, or has let go of it, back into the queue, and returns those.</summary>
    public async Task<IReadOnlyList<UnfinishedExecution>> Abandoned(CancellationToken ct)
    {
        var living = await instances.Living(ct);
        var back = new List<UnfinishedExecution>();
        foreach (var (company, execution) in await InState<CodeExecution>(CodeExecution.InState, KebabName.Of(ExecutionState.Running), ct))
        {
            if (living.Contains(execution.Owner) && execute.Holds(execution)) continue;
            var recovered = await execute.Recover(Actor.System(company), execution.Id, ct);
            if (recovered.Ok(out var now, out _) && now.State == ExecutionState.Queued) back.Add(Unfinished(company, now));
        }

        return back;
    }

    /// <summary>Every execution that was asked for at least <paramref name="age"/> ago and waits for its turn.</summary>
    public async Task<IReadOnlyList<UnfinishedExecution>> Waiting(TimeSpan age, CancellationToken ct)
    {
        var latest = clock.GetUtcNow() - age;
        var queued = await InState<CodeExecution>(CodeExecution.InState, KebabName.Of(ExecutionState.Queued), ct);
        return [.. queued.Where(q => q.Document.RequestedAt <= latest).Select(q => Unfinished(q.Company, q.Document))];
    }

    /// <summary>Every attempt that a job has to close at its deadline.</summary>
    public async Task<IReadOnlyList<OpenAttempt>> Attempts(CancellationToken ct)
    {
        var open = await InState<Attempt>(Attempt.InState, KebabName.Of(AttemptState.InProgress), ct);
        return [.. open.Select(a => new OpenAttempt(a.Company, a.Document.Id, a.Document.Deadline))];
    }

    /// <summary>Attempts whose time was up so long ago that a job should have closed them; the oldest of them, if there are many.</summary>
    public async Task<IReadOnlyList<OpenAttempt>> Overdue(TimeSpan late, CancellationToken ct)
    {
        var latest = clock.GetUtcNow() - late;
        var overdue = new List<OpenAttempt>();
        var open = _platform.QueryEverywhere(Attempt.InState, KebabName.Of(AttemptState.InProgress)) with { Limit = 500 };
        await foreach (var attempt in documents.Query<Attempt>(open, ct))
        {
            if (attempt.Value.Deadline + Attempt.Grace > latest) break;
            overdue.Add(new(new(attempt.Key.Company), attempt.Value.Id, attempt.Value.Deadline));
        }

        return overdue;
    }

    private static UnfinishedExecution Unfinished(CompanyId company, CodeExecution execution) =>
        new(company, execution.Id, execution.Kind == ExecutionKind.Run);

    private async Task<List<(CompanyId Company, T Document)>> InState<T>(IndexSpec index, string state, CancellationToken ct)
    {
        var all = new List<(CompanyId, T)>();
        for (var cursor = ""; ;)
        {
            var page = await documents.ToPage<T>(_platform.QueryEverywhere(index, state) with { Limit = 500, Cursor = cursor }, ct);
            all.AddRange(page.Items.Select(i => (new CompanyId(i.Key.Company), i.Value)));
            if ((cursor = page.Next).Length == 0) return all;
        }
    }
}
