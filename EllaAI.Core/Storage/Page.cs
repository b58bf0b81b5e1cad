namespace EllaAI.Core.Storage;

/// <param name="Next">The cursor of the next page; empty when this is the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string Next);

public static class PageExtensions
{
    public static async Task<Page<Versioned<T>>> ToPage<T>(this IDocumentStore store, DocumentQuery query, CancellationToken ct)
    {
        var items = new List<Versioned<T>>();
        await foreach (var item in store.Query<T>(query with { Limit = query.Limit + 1 }, ct)) items.Add(item);
        if (items.Count <= query.Limit) return new(items, "");
        items.RemoveAt(query.Limit);
        return new(items, items[^1].Cursor);
    }
}
