using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>All documents of a store in SQLite files: one file after the other, each by company, collection and id.</summary>
internal sealed class SqliteArchive(SqliteShards shards) : IDocumentArchive
{
    private const int Page = 100, DigitsOfPosition = 20;

    private const string Columns = "SELECT company, collection, id, version, schema, body FROM documents";

    public string Name { get; } = $"sqlite {shards.All[0].Read(ShardRecord.Read)?.Store}";

    public Task<long?> Count(CancellationToken ct) =>
        Asked(() => Task.FromResult<long?>(shards.All.Sum(file => file.Read(connection => (long)connection.Scalar("SELECT count(*) FROM documents")!))));

    public Task<StoredDocument?> Find(DocumentKey key, CancellationToken ct) => Asked(() => Task.FromResult(shards.Of(key.Company).Read(connection =>
        connection.Rows($"{Columns} WHERE company = $0 AND collection = $1 AND id = $2", Document, key.Company, key.Collection, key.Id).FirstOrDefault())));

    public async IAsyncEnumerable<StoredDocument> Read(DocumentKey? after, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var file in after is null ? shards.All : shards.All.SkipWhile(f => f != shards.Of(after.Company)))
            for (var place = after is not null && file == shards.Of(after.Company) ? after : null; ;)
            {
                ct.ThrowIfCancellationRequested();
                var page = await Asked(() => Task.FromResult(Next(file, place)));
                foreach (var document in page) yield return document;
                if (page.Count < Page) break;
                place = page[^1].Key;
            }
    }

    public Task Write(IReadOnlyList<StoredDocument> documents, CancellationToken ct) => Asked(async () => await Task.WhenAll(
        documents.GroupBy(d => shards.Of(d.Key.Company)).Select(ofFile => ofFile.Key.Write(connection =>
        {
            foreach (var document in ofFile) Write(connection, document);
            return true;
        }))));

    public void Dispose() => shards.Dispose();

    private static List<StoredDocument> Next(SqliteFile file, DocumentKey? after) => file.Read(connection => after is null
        ? connection.Rows($"{Columns} ORDER BY company, collection, id LIMIT {Page}", Document)
        : connection.Rows(
            $"{Columns} WHERE (company, collection, id) > ($0, $1, $2) ORDER BY company, collection, id LIMIT {Page}",
            Document, after.Company, after.Collection, after.Id));

    private static StoredDocument Document(SqliteDataReader row) => new(
        Actor.System(new(row.GetString(0))).Key(row.GetString(1), row.GetString(2)), row.GetInt64(3), row.GetInt32(4), row.GetString(5));

    private static void Write(PreparedConnection connection, StoredDocument document)
    {
        var (key, body) = (document.Key, document.Body);
        if (body is null)
        {
            connection.Execute("DELETE FROM documents WHERE company = $0 AND collection = $1 AND id = $2", key.Company, key.Collection, key.Id);
            return;
        }

        var (first, last) = SqliteRow.Places(key.Company, key.Collection);
        connection.Execute(
            $"""
            {SqliteRow.Insert}
            ON CONFLICT(company, collection, id) DO UPDATE SET version = excluded.version, schema = excluded.schema, body = excluded.body
            """,
            key.Company, key.Collection, key.Id, document.Version, document.Schema, body, first, last);
        if (key.Collection is OutboxEvent.Collection or Delivery.Collection)
            connection.Execute("UPDATE position SET last = max(last, $0)", Position(body));
    }

    /// <summary>An event's place, whichever store gave it: all begin with as many digits of a number.</summary>
    private static long Position(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("position", out var position) && position.GetString() is { Length: >= DigitsOfPosition } text
            && long.TryParse(text.AsSpan(0, DigitsOfPosition), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
    }

    private static async Task<T> Asked<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (SqliteException e)
        {
            throw new ArchiveException($"SQLite: {e.Message}", e);
        }
    }
}
