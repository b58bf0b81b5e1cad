using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Adapters.Sqlite;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Sqlite;

public sealed class SqliteDocumentStoreTests : DocumentStoreContract
{
    private readonly SqliteStorage _storage = new();

    [Fact]
    public async Task A_stale_commit_of_a_group_changes_nothing_and_those_around_it_are_kept()
    {
        DocumentKey Key(string id) => Acme.Key("note", id);
        await Create(Key("old"), "old");
        using var busy = new ManualResetEventSlim();
        using var writing = new ManualResetEventSlim();
        var first = _storage.File.Write(_ => { writing.Set(); busy.Wait(Ct); return true; });
        writing.Wait(Ct);
        Task<bool>[] group =
        [
            Documents.Commit([Change.Create(Key("before"), "new"), new(Key("old"), "changed", 1)], [], Ct),
            Documents.Commit([Change.Create(Key("never"), "new"), new(Key("old"), "late", 1)], [new Noted(Acme.Company, "never")], Ct),
            Documents.Commit([Change.Create(Key("after"), "new"), new(Key("old"), null, 2)], [new Noted(Acme.Company, "after")], Ct),
        ];
        busy.Set();

        Assert.True(await first);
        var committed = await Task.WhenAll(group);
        Assert.Equal([true, false, true], committed);
        Assert.Equal("new", await Read<string>(Key("before")));
        Assert.Null(await Read<string>(Key("never")));
        Assert.Equal("new", await Read<string>(Key("after")));
        Assert.Null(await Read<string>(Key("old")));
        Assert.Equal("after", Assert.Single(await Pending()).Subject);
    }

    [Fact]
    public async Task A_document_that_must_not_exist_is_looked_at_when_nothing_is_to_be_written()
    {
        Assert.True(await Documents.Commit([new(Acme.Key("note", "1"), null, 0)], [], Ct));
        await Create(Acme.Key("note", "1"), "first");
        Assert.False(await Documents.Commit([new(Acme.Key("note", "1"), null, 0)], [], Ct));
        Assert.Equal("first", await Read<string>(Acme.Key("note", "1")));
    }

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
        var document = index.Fields.Append(index.OrderBy).Distinct().ToDictionary(field => field, _ => "wanted");
        await Create(Acme.Key(index.Collection, "1"), document);

        foreach (var asked in new[] { query, query with { Descending = true } })
            foreach (var cursor in new[] { "", await CursorOf(asked) })
            {
                var plan = Plan(asked with { Cursor = cursor });
                Assert.Contains(plan, step => $"{step} ".Contains($"USING INDEX {name} ", StringComparison.Ordinal));
                Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
                Assert.Single(plan);
            }
    }

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.OpenAfterKill(Clock);

    protected override void Close() => _storage.Dispose();

    private async Task<string> CursorOf(DocumentQuery query)
    {
        await foreach (var found in Documents.Query<Dictionary<string, string>>(query, Ct)) return found.Cursor;
        throw new InvalidOperationException($"{query.Index.Name} did not find its document.");
    }

    private List<string> Plan(DocumentQuery query)
    {
        var (sql, values) = SqliteQuery.Build(query);
        return _storage.File.Read(c => c.Rows($"EXPLAIN QUERY PLAN {sql}", row => row.GetString(3), values));
    }
}
