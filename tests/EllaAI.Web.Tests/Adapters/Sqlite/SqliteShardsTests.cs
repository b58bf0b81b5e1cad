using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Adapters.Sqlite;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Sqlite;

// The same contracts as over one file.

public sealed class ShardedDocumentStoreTests : DocumentStoreContract
{
    private readonly SqliteStorage _storage = new(shards: 16);

    [Fact]
    public async Task Companies_are_spread_over_the_files_and_each_is_in_one()
    {
        var companies = Enumerable.Range(0, 64).Select(i => Core.Access.Actor.System(new($"company-{i}"))).ToArray();
        foreach (var company in companies)
            foreach (var id in new[] { "1", "2" }) await Create(company.Key("note", id), id, new Noted(company.Company, id));

        var inFiles = _storage.Shards.All.Select(file => file.Read(c => c.Rows(
            "SELECT company, count(*) FROM documents GROUP BY company", row => (Company: row.GetString(0), Documents: row.GetInt32(1))))).ToArray();
        Assert.True(inFiles.Count(f => f.Count > 0) > 12);
        Assert.Equal(companies.Select(c => (c.Company.Value, 4)).Order(), inFiles.SelectMany(f => f).Order());
    }

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.OpenAfterKill(Clock);

    protected override void Close() => _storage.Dispose();
}

public sealed class ShardedQueryTests : DocumentQueryContract
{
    private readonly SqliteStorage _storage = new(shards: 16);

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.OpenAfterKill(Clock);

    protected override void Close() => _storage.Dispose();
}

public sealed class ShardedEventsTests : EventsContract
{
    private readonly SqliteStorage _storage = new(shards: 16);

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.OpenAfterKill(Clock);

    protected override void Close() => _storage.Dispose();
}

public sealed class ShardNumberTests
{
    [Theory]
    [InlineData("acme", 16, 15)]
    [InlineData("platform", 16, 2)]
    [InlineData("acme", 64, 47)]
    [InlineData("acme", 1, 0)]
    public void A_companys_file_is_the_same_for_ever(string company, int of, int number) => Assert.Equal(number, SqliteShards.Number(company, of));
}
