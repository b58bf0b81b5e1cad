using EllaAI.Web.Adapters.Sqlite;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Sqlite;

/// <summary>Where documents lie in the file.</summary>
public sealed class SqliteRowTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-sqlite-");
    private readonly SqliteFile _file;

    public SqliteRowTests() => _file = new(Path.Combine(_folder.FullName, "ella.db"));

    [Fact]
    public async Task Documents_of_one_company_and_collection_are_neighbours_whoever_writes_in_between()
    {
        for (var i = 0; i < 10; i++)
        {
            await Put("acme", "note", $"n{i}");
            await Put("acme", "draft", $"d{i}");
            await Put("globex", "note", $"n{i}");
        }

        var first = SqliteRow.Places("acme", "note").First;
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (first + i, $"n{i}")), Rows("acme", "note"));
        Assert.NotEqual(first, SqliteRow.Places("globex", "note").First);
    }

    [Fact]
    public async Task What_an_older_release_put_elsewhere_is_left_there_and_what_is_new_gets_its_place()
    {
        await _file.Write(c => c.Execute("INSERT INTO documents(company, collection, id, version, body) VALUES('acme', 'note', 'old', 1, '{}')"));
        await Put("acme", "note", "new");

        Assert.Equal([(1, "old"), (SqliteRow.Places("acme", "note").First, "new")], Rows("acme", "note"));
    }

    [Fact]
    public async Task The_last_place_is_given_again_when_it_is_free()
    {
        await Put("acme", "note", "kept");
        await Put("acme", "note", "gone");
        await _file.Write(c => c.Execute("DELETE FROM documents WHERE id = 'gone'"));
        await Put("acme", "note", "next");

        var first = SqliteRow.Places("acme", "note").First;
        Assert.Equal([(first, "kept"), (first + 1, "next")], Rows("acme", "note"));
    }

    [Theory]
    [InlineData("acme", "note")]
    [InlineData("", "")]
    [InlineData("größe", "attempt")]
    public void Places_are_row_ids_that_sqlite_takes(string company, string collection)
    {
        var (first, last) = SqliteRow.Places(company, collection);
        Assert.InRange(first, 0, last);
        Assert.Equal(uint.MaxValue, last - first);
    }

    [Fact]
    public void The_hash_is_the_same_for_ever() => Assert.Equal(0xBF9CF968, SqliteRow.Hash("foobar"));

    public void Dispose()
    {
        _file.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task<int> Put(string company, string collection, string id)
    {
        var (first, last) = SqliteRow.Places(company, collection);
        return _file.Write(c => c.Execute(SqliteRow.Insert, company, collection, id, 1, 1, "{}", first, last));
    }

    private List<(long, string)> Rows(string company, string collection) => _file.Read(c => c.Rows(
        "SELECT rowid, id FROM documents WHERE company = $0 AND collection = $1 ORDER BY rowid", row => (row.GetInt64(0), row.GetString(1)), company, collection));
}
