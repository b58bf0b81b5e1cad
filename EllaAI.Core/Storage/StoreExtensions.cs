namespace EllaAI.Core.Storage;

public static class StoreExtensions
{
    /// <summary>Writers of one document that may collide before we call it a conflict; each loser reads again.</summary>
    private const int Tries = 16;

    /// <summary>For what all of a company take part in, such as a count that must not pass a limit.</summary>
    public const int ManyTries = 100;

    /// <summary>
    /// Reads, decides and commits until no other writer came between.
    /// <paramref name="decide"/> runs once for each try: it must not do anything but decide.
    /// </summary>
    public static async Task<Result<T>> Retry<T>(
        this IDocumentStore store, Func<Task<Result<Decision<T>>>> decide, CancellationToken ct, int tries = Tries)
    {
        for (var i = 0; i < tries; i++)
        {
            if (!(await decide()).Ok(out var decision, out var problem)) return problem;
            try
            {
                if (decision.Changes.Count == 0 || await store.Commit(decision.Changes, decision.Events, ct)) return decision.Outcome;
            }
            catch (DocumentTooLargeException)
            {
                return Problems.TooLarge;
            }
        }

        return Problems.Conflict;
    }

    public static async Task<List<T>> ToList<T>(this IAsyncEnumerable<Versioned<T>> documents, CancellationToken ct)
    {
        var list = new List<T>();
        await foreach (var document in documents.WithCancellation(ct)) list.Add(document.Value);
        return list;
    }
}

/// <summary>What a use case wants to write, and what it answers once that is durable.</summary>
public sealed record Decision<T>(T Outcome, IReadOnlyList<Change> Changes, IReadOnlyList<IEvent> Events);
