using EllaAI.Core.Storage;
using EllaAI.Web.Adapters.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Sqlite;

public sealed class SqliteFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-sqlite-");
    private readonly SqliteFile _file;

    public SqliteFileTests() => _file = new(Path.Combine(_folder.FullName, "ella.db"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_one_of_a_group_throws_all_that_wait_are_told_and_the_writer_lives_on()
    {
        using var busy = new ManualResetEventSlim();
        using var writing = new ManualResetEventSlim();
        var first = _file.Write(c => { writing.Set(); busy.Wait(Ct); return Add(c, "first"); });
        writing.Wait(Ct);
        Task<int>[] group =
        [
            _file.Write(c => Add(c, "before")),
            _file.Write<int>(_ => throw new InvalidOperationException("wrong")),
            _file.Write(c => Add(c, "after")),
        ];
        busy.Set();

        Assert.Equal(1, await first);
        foreach (var waiting in group) Assert.Equal("wrong", (await Assert.ThrowsAsync<InvalidOperationException>(() => waiting)).Message);
        Assert.Equal(1, await _file.Write(c => Add(c, "next")));
        Assert.Equal(["first", "next"], Ids());
    }

    [Fact]
    public async Task A_full_disk_fails_whoever_writes_and_the_writer_lives_on()
    {
        await _file.Write(c => Add(c, "first"));
        await _file.Write(c => c.Execute($"PRAGMA max_page_count = {c.Scalar("PRAGMA page_count")}"));

        var full = await Assert.ThrowsAsync<StoreUnavailableException>(() => _file.Write(c => Add(c, "huge", new string('x', 1_000_000))));
        Assert.Equal(SQLitePCL.raw.SQLITE_FULL, Assert.IsType<SqliteException>(full.InnerException).SqliteErrorCode);
        Assert.Equal(["first"], Ids());

        await _file.Write(c => c.Execute("PRAGMA max_page_count = 1000000"));
        await _file.Write(c => Add(c, "huge", new string('x', 1_000_000)));
        Assert.Equal(["first", "huge"], Ids());
    }

    [Fact]
    public async Task Readers_do_not_wait_for_the_writer()
    {
        using var busy = new ManualResetEventSlim();
        using var writing = new ManualResetEventSlim();
        var write = _file.Write(c => { var added = Add(c, "first"); writing.Set(); busy.Wait(Ct); return added; });
        writing.Wait(Ct);

        Assert.Empty(Ids());
        busy.Set();
        await write;
        Assert.Equal(["first"], Ids());
    }

    [Fact]
    public void A_reader_cannot_write() => Assert.Throws<SqliteException>(() => _file.Read(c => Add(c, "never")));

    [Fact]
    public async Task What_was_written_is_flushed_to_the_disk()
    {
        Assert.Equal("wal", await _file.Write(c => c.Scalar("PRAGMA journal_mode")));
        Assert.Equal(2L, await _file.Write(c => c.Scalar("PRAGMA synchronous")));
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int Add(PreparedConnection connection, string id, string body = "") =>
        connection.Execute("INSERT INTO documents(company, collection, id, version, body) VALUES('acme', 'note', $0, 1, $1)", id, body);

    private List<string> Ids() => _file.Read(c => c.Rows("SELECT id FROM documents ORDER BY id", row => row.GetString(0)));
}
