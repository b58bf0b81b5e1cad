using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Execution;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

public sealed record UnfinishedExecution(CompanyId Company, ExecutionId Id, bool Interactive);

public sealed record OpenAttempt(CompanyId Company, AttemptId Id, DateTimeOffset Deadline);

/// <summary>What was under way when the process ended, read from the documents: jobs in memory do not survive it.</summary>
public sealed class RecoverWork(IDocumentStore documents, ExecuteCode execute)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <summary>Every execution that has to run (again). Only right when no other process runs any: the embedded default at its start.</summary>
    public async Task<IReadOnlyList<UnfinishedExecution>> Executions(CancellationToken ct)
    {
        foreach (var (company, execution) in await InState<CodeExecution>(CodeExecution.InState, KebabName.Of(ExecutionState.Running), ct))
            await execute.Recover(Actor.System(company), execution.Id, ct);
        var queued = await InState<CodeExecution>(CodeExecution.InState, KebabName.Of(ExecutionState.Queued), ct);
        return [.. queued.Select(q => new UnfinishedExecution(q.Company, q.Document.Id, q.Document.Kind == ExecutionKind.Run))];
    }

    /// <summary>Every attempt that a job has to close at its deadline.</summary>
    public async Task<IReadOnlyList<OpenAttempt>> Attempts(CancellationToken ct)
    {
        var open = await InState<Attempt>(Attempt.InState, KebabName.Of(AttemptState.InProgress), ct);
        return [.. open.Select(a => new OpenAttempt(a.Company, a.Document.Id, a.Document.Deadline))];
    }

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
