using EllaAI.Core.Access;
using EllaAI.Core.Operations;

namespace EllaAI.Core.Storage;

/// <summary>A page as a cache keeps it: without document keys, which only an actor makes.</summary>
public sealed record RememberedPage<T>(IReadOnlyList<RememberedRow<T>> Rows, string Next)
{
    public static RememberedPage<T> Of(Page<Versioned<T>> page) =>
        new([.. page.Items.Select(i => new RememberedRow<T>(i.Key.Id, i.Value, i.Version, i.Cursor))], page.Next);

    public Page<Versioned<T>> For(Actor actor, string collection) =>
        new([.. Rows.Select(r => new Versioned<T>(actor.Key(collection, r.Id), r.Value, r.Version, r.Cursor))], Next);
}

public sealed record RememberedRow<T>(string Id, T Value, long Version, string Cursor);

public static class RememberedPages
{
    /// <summary>The first page of a list from the cache, the pages after it from the store: those are rarely read, and a cursor is the reader's word.</summary>
    public static async Task<Page<Versioned<T>>> ToPage<T>(
        this IDocumentStore store, DocumentQuery query, (ICache Cache, CachePolicy Policy, Actor Actor, string Subject) remembered, CancellationToken ct)
    {
        if (query.Cursor.Length > 0) return await store.ToPage<T>(query, ct);
        var (cache, policy, actor, subject) = remembered;
        var first = await cache.GetOrSet(
            // Another name whenever rows or cursors are written in another way: what an older release remembered is no page of this one.
            actor.Cached(subject, "first-2"), policy, async reading => RememberedPage<T>.Of(await store.ToPage<T>(query, reading)), ct);
        return first.For(actor, query.Index.Collection);
    }
}
