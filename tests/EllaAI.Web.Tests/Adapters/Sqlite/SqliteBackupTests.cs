using System.Collections.Concurrent;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using EllaAI.Web.Adapters.Sqlite;
using EllaAI.Web.Hosting;
using EllaAI.Web.Tests.Storage;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Sqlite;

public sealed class SqliteBackupTests : IDisposable
{
    private readonly SqliteStorage _storage = new();
    private readonly Kept _kept = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>By the command itself, in a process of its own, while this one writes all the while.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task All_that_was_acknowledged_before_is_in_a_backup_that_is_made_while_others_write(int shards)
    {
        using var storage = new SqliteStorage(shards);
        var documents = storage.Open(TimeProvider.System).Documents;
        var (acknowledged, stop) = (new ConcurrentQueue<DocumentKey>(), new CancellationTokenSource());
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() => Write(documents, writer, acknowledged, stop.Token), Ct)).ToArray();
        await Until.True(() => acknowledged.Count > 2000);
        var before = acknowledged.ToArray();

        var (code, said, error) = await DataProcess.Run("backup", "--data", storage.Folder, _kept.Path("copy"));
        var during = acknowledged.Count - before.Length;
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("is sound", said, StringComparison.Ordinal);
        Assert.True(during > 0);
        using var copy = new SqliteFolder(_kept.Path("copy")).Open(shards);
        using var bell = new OutboxBell();
        var store = new SqliteDocumentStore(copy, bell, Schemas.Declared, TimeProvider.System);
        foreach (var key in before) Assert.NotNull(await store.Get<string>(key, Ct));
        // Of each pair, which is written in one commit, both or none.
        foreach (var file in copy.All)
            Assert.Equal(0L, file.Read(c => c.Scalar("SELECT count(*) FROM (SELECT 1 FROM documents GROUP BY company, replace(id, 'b', 'a') HAVING count(*) <> 2)")));
        Assert.True(await store.Commit([Change.Create(Actor.System(new("acme")).Key("note", "new"), "new")], [], Ct));
    }

    [Fact]
    public async Task A_backup_goes_to_a_new_folder_only()
    {
        _storage.Open(TimeProvider.System);
        Directory.CreateDirectory(_kept.Path("there"));

        Assert.Contains("is there already", Refused(_kept.Path("there")), StringComparison.Ordinal);
        SqliteBackup.Run(new(_storage.Folder), _kept.Path("new"));
        Assert.Contains("is there already", Refused(_kept.Path("new") + "/"), StringComparison.Ordinal);
        Assert.Equal(["ella.db"], Directory.EnumerateFiles(_kept.Path("new")).Select(Path.GetFileName));
        await Task.CompletedTask;
    }

    [Fact]
    public void What_a_backup_left_that_was_killed_is_written_over_and_one_that_still_writes_is_left_alone()
    {
        _storage.Open(TimeProvider.System);
        var partial = Directory.CreateDirectory(_kept.Path("copy.partial")).FullName;
        File.WriteAllText(Path.Combine(partial, "ella.db"), "half a database");
        using (new FileStream(Path.Combine(partial, "backup.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            Assert.Contains("Another backup", Refused(_kept.Path("copy")), StringComparison.Ordinal);

        Assert.Equal((0, 1), SqliteBackup.Run(new(_storage.Folder), _kept.Path("copy")));
        Assert.False(Directory.Exists(partial));
    }

    [Fact]
    public void There_must_be_something_to_back_up()
    {
        Assert.Contains("There are no documents", Assert.Throws<StartupException>(() => SqliteBackup.Run(new(_kept.Path("nowhere")), _kept.Path("copy"))).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_kept.Path("nowhere")));
        Assert.False(Directory.Exists(_kept.Path("copy")));
    }

    public void Dispose()
    {
        _storage.Dispose();
        _kept.Dispose();
    }

    private static async Task Write(IDocumentStore documents, int writer, ConcurrentQueue<DocumentKey> acknowledged, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var (actor, id) = (Actor.System(new($"company-{i % 11}")), $"{writer}-{i}");
            if (!await documents.Commit([Change.Create(actor.Key("note", $"a{id}"), "one"), Change.Create(actor.Key("note", $"b{id}"), "two")], [], Ct))
                throw new InvalidOperationException("Nobody else writes this.");
            acknowledged.Enqueue(actor.Key("note", $"a{id}"));
        }
    }

    private string Refused(string target) => Assert.Throws<ArchiveException>(() => SqliteBackup.Run(new(_storage.Folder), target)).Message;
}
