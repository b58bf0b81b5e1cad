using System.Globalization;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using EllaAI.Web.Adapters.Sqlite;

namespace EllaAI.Web.Tests.Storage;

/// <summary>Embedded stores in a folder, and what lies in them.</summary>
internal sealed class Kept : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ella-data-");
    private readonly List<IDisposable> _opened = [];

    public static StoredDocument Document(string company, string collection, string id, string body, long version = 1) =>
        new(Actor.System(new(company)).Key(collection, id), version, 1, body);

    /// <summary>Of all kinds: with every letter, large, of many companies, an event, and a process that lived.</summary>
    public static IReadOnlyList<StoredDocument> Documents(int notes = 1200) =>
    [
        .. Enumerable.Range(0, notes).Select(i => Document($"company-{i % 37}", "note", $"{i}", JsonSerializer.Serialize(new { Number = i }), 1 + (i % 9))),
        Document("acme", "note", "letters / % . äöü 漢字 🙂 \" \\ \u0001", """{"text":"äöü 漢字 🙂 \"\\\n\u2028 <&> 1e5", "n": 1.50, "deep":[[[{}]]]}"""),
        Document("acme", "huge", "1", $"\"{new string('é', (CommitRules.MaxBodyBytes / 2) - 1)}\""),
        Document("acme", "text", "1", "null"),
        Document("acme", OutboxEvent.Collection, "1", """{"position":"00000000000000000042","subject":"x"}"""),
        Document("platform", Instance.Collection, "1", """{"id":"1","startedAt":"2026-01-01T00:00:00Z"}"""),
    ];

    public string Path(string name) => System.IO.Path.Combine(_root.FullName, name);

    /// <summary>A store as it is made at the first start.</summary>
    public SqliteArchive Open(string folder, int shards = 1)
    {
        Directory.CreateDirectory(Path(folder));
        var archive = new SqliteArchive(new SqliteFolder(Path(folder)).Open(shards));
        _opened.Add(archive);
        return archive;
    }

    public async Task<SqliteArchive> Filled(string folder, int shards = 1, int notes = 1200)
    {
        var archive = Open(folder, shards);
        foreach (var batch in Documents(notes).Chunk(500)) await archive.Write(batch, default);
        return archive;
    }

    /// <summary>The lines of an export's file that are documents, in an order of their own.</summary>
    public async Task<string[]> Lines(string file)
    {
        await using var content = File.OpenRead(Path(file));
        await using var unpacked = file.EndsWith(".gz", true, CultureInfo.InvariantCulture)
            ? new System.IO.Compression.GZipStream(content, System.IO.Compression.CompressionMode.Decompress) : (Stream)content;
        using var reader = new StreamReader(unpacked);
        return [.. (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..^1].Order(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        foreach (var opened in _opened) opened.Dispose();
        _root.Delete(recursive: true);
    }
}

/// <summary>A store that another process works on until it is killed: after so many documents were read or written.</summary>
internal sealed class Killed(IDocumentArchive inner, int reads = int.MaxValue, int writes = int.MaxValue) : IDocumentArchive
{
    public long Read { get; private set; }

    public long Written { get; private set; }

    public string Name => inner.Name;

    public Task<long?> Count(CancellationToken ct) => inner.Count(ct);

    public Task<StoredDocument?> Find(DocumentKey key, CancellationToken ct) => inner.Find(key, ct);

    async IAsyncEnumerable<StoredDocument> IDocumentArchive.Read(DocumentKey? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var document in inner.Read(after, ct))
        {
            if (++Read > reads) throw new KilledException();
            yield return document;
        }
    }

    public async Task Write(IReadOnlyList<StoredDocument> documents, CancellationToken ct)
    {
        Written += documents.Count;
        if (Written <= writes)
        {
            await inner.Write(documents, ct);
            return;
        }

        // In the middle of it.
        await inner.Write([.. documents.Take(documents.Count / 2)], ct);
        throw new KilledException();
    }

    public void Dispose() { }
}

internal sealed class KilledException : Exception;
