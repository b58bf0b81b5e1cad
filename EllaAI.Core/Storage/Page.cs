namespace EllaAI.Core.Storage;

/// <param name="Next">The cursor of the next page; empty when this is the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string Next);

public static class PageExtensions
{
    /// <summary>Pages of the store behind one page of what is shown: whoever may see little of much turns some empty pages.</summary>
    private const int MaxSifted = 10;

    public static async Task<Page<Versioned<T>>> ToPage<T>(this IDocumentStore store, DocumentQuery query, CancellationToken ct)
    {
        var items = new List<Versioned<T>>();
        await foreach (var item in store.Query<T>(query with { Limit = query.Limit + 1 }, ct)) items.Add(item);
        if (items.Count <= query.Limit) return new(items, "");
        items.RemoveAt(query.Limit);
        return new(items, items[^1].Cursor);
    }

    /// <summary>A page of those documents alone that are <paramref name="shown"/>. It may be short, even empty, and have a next one.</summary>
    /// <param name="read">Reads one page of all.</param>
    public static async Task<Page<Versioned<T>>> Sift<T>(
        this DocumentQuery query, Func<DocumentQuery, Task<Page<Versioned<T>>>> read, Func<T, ValueTask<bool>> shown)
    {
        var (kept, at) = (new List<Versioned<T>>(), query);
        for (var i = 0; i < MaxSifted; i++)
        {
            var page = await read(at);
            foreach (var item in page.Items)
            {
                if (!await shown(item.Value)) continue;
                if (kept.Count == query.Limit) return new(kept, kept[^1].Cursor);
                kept.Add(item);
            }

            at = at with { Cursor = page.Next };
            if (page.Next.Length == 0 || kept.Count == query.Limit) break;
        }

        return new(kept, at.Cursor);
    }
}
