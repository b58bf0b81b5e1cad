using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Adapters.Sqlite;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Sqlite;

public sealed class SqliteDocumentStoreTests : DocumentStoreContract
{
    private readonly SqliteStorage _storage = new();

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.OpenAfterKill(Clock);

    protected override void Close() => _storage.Dispose();
}

public sealed class SqliteEventsTests : EventsContract
{
    private readonly SqliteStorage _storage = new();

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.OpenAfterKill(Clock);

    protected override void Close() => _storage.Dispose();
}

public sealed class SqliteQueryTests : DocumentQueryContract
{
    private readonly SqliteStorage _storage = new();

    [Theory]
    [MemberData(nameof(Indexes))]
    public async Task A_declared_query_is_answered_from_its_index_without_sorting(string name)
    {
        var index = DeclaredIndexes.All.Single(i => i.Name == name);
        var query = index.AcrossCompanies ? Platform.QueryEverywhere(index, Values(index)) : Acme.Query(index, Values(index));
        var cursor = await CursorOf(index, query);

        foreach (var asked in new[] { query, query with { Cursor = cursor } })
            foreach (var descending in new[] { false, true })
            {
                var plan = Plan(asked with { Descending = descending });
                Assert.Contains(plan, step => $"{step} ".Contains($"USING INDEX {name} ", StringComparison.Ordinal));
                Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
                Assert.Single(plan);
            }
    }

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.OpenAfterKill(Clock);

    protected override void Close() => _storage.Dispose();

    private async Task<string> CursorOf(IndexSpec index, DocumentQuery query)
    {
        var document = index.Fields.Append(index.OrderBy).Distinct().ToDictionary(field => field, _ => "wanted");
        await Create(Acme.Key(index.Collection, "1"), document);
        await foreach (var found in Documents.Query<Dictionary<string, string>>(query, Ct)) return found.Cursor;
        throw new InvalidOperationException($"{index.Name} did not find its document.");
    }

    private List<string> Plan(DocumentQuery query)
    {
        var (sql, values) = SqliteQuery.Build(query);
        return _storage.File.Read(c => c.Rows($"EXPLAIN QUERY PLAN {sql}", row => row.GetString(3), values));
    }
}
