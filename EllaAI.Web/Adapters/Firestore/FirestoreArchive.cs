using System.Runtime.CompilerServices;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using EllaAI.Wire.Firestore;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>All documents of a database in Firestore, in the order of their names.</summary>
internal sealed class FirestoreArchive(FirestoreClient client) : IDocumentArchive
{
    /// <summary>Documents of one query: together they are to fit into memory, however large each is.</summary>
    private const int Page = 50;

    /// <summary>Writes of one commit. A document is a mebibyte at most, and a commit ten.</summary>
    private const int MostWrites = 100, LargestCommit = FirestoreSize.LargestRequest - (2 * FirestoreSize.LargestDocument);

    public string Name => $"firestore {client.Names.Database}";

    /// <summary>Firestore counts by reading.</summary>
    public Task<long?> Count(CancellationToken ct) => Task.FromResult<long?>(null);

    public async Task<StoredDocument?> Find(DocumentKey key, CancellationToken ct)
    {
        var answers = await client.Run(patience => client.Get([client.Names.Document(key)], patience), ct);
        return answers.Select(a => a.Found).FirstOrDefault(found => found is not null) is { } found ? Stored(found) : null;
    }

    public async IAsyncEnumerable<StoredDocument> Read(DocumentKey? after, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = after is null ? null : client.Names.Document(after); ;)
        {
            var request = Next(last);
            var page = await client.Run(patience => client.Query(request, patience), ct);
            foreach (var found in page) yield return Stored(found);
            if (page.Count < Page) break;
            last = page[^1].Name;
        }
    }

    public async Task Write(IReadOnlyList<StoredDocument> documents, CancellationToken ct) =>
        await Task.WhenAll(Commits(documents).Select(commit => client.Run(patience => Write(commit, patience), ct)));

    public void Dispose() => client.Dispose();

    /// <summary>Of every collection. What is no document of ours is not passed over: whoever asks is told.</summary>
    private RunQueryRequest Next(string? last)
    {
        var asked = new StructuredQuery
        {
            From = { new StructuredQuery.Types.CollectionSelector { AllDescendants = true } },
            OrderBy =
            {
                new StructuredQuery.Types.Order
                {
                    Field = new() { FieldPath = "__name__" },
                    Direction = StructuredQuery.Types.Direction.Ascending,
                },
            },
            Limit = Page,
        };
        if (last is not null) asked.StartAt = new() { Values = { new Value { ReferenceValue = last } }, Before = false };
        return new() { Parent = client.Names.Root, StructuredQuery = asked };
    }

    private StoredDocument Stored(Document found)
    {
        try
        {
            var (company, collection, id) = client.Names.Parse(found.Name);
            return new(Actor.System(new(company)).Key(collection, id), found.VersionOf(), found.SchemaOf(), found.BodyOf());
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or NullReferenceException)
        {
            throw new ArchiveException($"Firestore has a document that is not ours: {found.Name}.", e);
        }
    }

    private IEnumerable<CommitRequest> Commits(IReadOnlyList<StoredDocument> documents)
    {
        var (commit, size) = (new CommitRequest { Database = client.Names.Database }, 0);
        foreach (var write in documents.Select(Planned))
        {
            if (commit.Writes.Count == MostWrites || (commit.Writes.Count > 0 && size + write.CalculateSize() > LargestCommit))
            {
                yield return commit;
                (commit, size) = (new CommitRequest { Database = client.Names.Database }, 0);
            }

            commit.Writes.Add(write);
            size += write.CalculateSize();
        }

        if (commit.Writes.Count > 0) yield return commit;
    }

    /// <summary>Whatever is there now: it is written over.</summary>
    private Write Planned(StoredDocument document)
    {
        var (key, name) = (document.Key, client.Names.Document(document.Key));
        if (document.Body is not { } body) return new() { Delete = name };
        try
        {
            var planned = FirestoreFields.Document(name, document.Version, document.Schema, body, FirestoreIndexed.Of(key, body), []);
            FirestoreSize.Check(key, planned);
            return new() { Update = planned };
        }
        catch (Exception e) when (e is DocumentTooLargeException or FormatException)
        {
            throw new ArchiveException($"Firestore cannot take the document {key}: {e.Message}", e);
        }
    }

    /// <summary>As often as it takes: writing it twice does no harm.</summary>
    private Task<bool> Write(CommitRequest commit, Patience patience) => patience.Until(async () =>
    {
        var (fate, why) = await client.Commit(commit, patience);
        return fate switch
        {
            CommitFate.Written => new Tried<bool>(true),
            CommitFate.Refused => throw new StoreUnavailableException($"Firestore did not take a commit: {why!.Status.Detail}", why),
            _ => new(false, why!),
        };
    });
}
