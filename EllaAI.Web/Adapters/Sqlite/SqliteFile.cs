using System.Collections.Concurrent;
using System.Diagnostics;
using EllaAI.Core.Storage;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>One database file: a single writer that groups waiting work into one durable transaction, and readers beside it.</summary>
internal sealed class SqliteFile : IDisposable
{
    private const int MaxGroup = 256;

    /// <summary>
    /// What each connection keeps of the file, in KiB. Pages of 4 KiB; the writer's holds the upper levels of every index, so that
    /// a commit reads nothing, and a reader's those of the ones it is asked for. Several files share it.
    /// </summary>
    private const int WriterCache = 65_536, ReaderCache = 8_192, LeastCache = 1_024;

    /// <summary>
    /// Pages of the log that are carried over to the file at once, 40 MB. Whoever commits then waits for it: seldom, and many
    /// changes of one page are carried over as one.
    /// </summary>
    private const int LogPages = 10_000;

    /// <summary>
    /// Milliseconds. Whoever was told of the last group a moment ago is often about to write again: waiting a fraction of a flush
    /// for as many lets them share the next one. Who writes alone never waits.
    /// </summary>
    private const int Patience = 2;

    private readonly string _connectionString;
    private readonly int _files;
    private readonly BlockingCollection<IWork> _work = [];
    private readonly ConcurrentBag<PreparedConnection> _readers = [];
    private readonly Thread _writer;
    private readonly PreparedConnection _connection;
    private bool _disposed;

    /// <param name="files">As how many files of one store it is used.</param>
    public SqliteFile(string path, int files = 1)
    {
        (Path, _connectionString, _files) = (path, ConnectionString(path), files);
        _connection = Open($"""
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
            PRAGMA wal_autocheckpoint = {LogPages}; PRAGMA cache_size = -{Share(WriterCache)}; PRAGMA temp_store = MEMORY;
            """);
        SqliteSchema.Ensure(_connection);
        _writer = new Thread(Write) { Name = "sqlite-writer", IsBackground = true };
        _writer.Start();
    }

    public string Path { get; }

    public static string ConnectionString(string path) => new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();

    /// <summary>Runs <paramref name="write"/> in the writer's transaction; the task ends when that is on disk. It must not throw after its first change.</summary>
    /// <exception cref="StoreUnavailableException">The disk is full or fails; nothing is written.</exception>
    public Task<T> Write<T>(Func<PreparedConnection, T> write)
    {
        var work = new Work<T>(write);
        _work.Add(work);
        return work.Task;
    }

    /// <exception cref="StoreUnavailableException">The disk is full or fails.</exception>
    public T Read<T>(Func<PreparedConnection, T> read)
    {
        PreparedConnection? reader = null;
        try
        {
            if (!_readers.TryTake(out reader)) reader = Open($"PRAGMA query_only = ON; PRAGMA cache_size = -{Share(ReaderCache)};");
            return read(reader);
        }
        catch (SqliteException e) when (SqliteOutage.Of(e) is { } outage)
        {
            throw outage;
        }
        finally
        {
            if (reader is not null) _readers.Add(reader);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        _work.CompleteAdding();
        _writer.Join();
        foreach (var reader in _readers) reader.Dispose();
        _connection.Dispose();
        _work.Dispose();
    }

    private int Share(int cache) => Math.Max(cache / _files, LeastCache);

    private PreparedConnection Open(string pragmas)
    {
        var connection = new PreparedConnection(_connectionString);
        connection.Open();
        connection.Once("PRAGMA busy_timeout = 5000;" + pragmas);
        return connection;
    }

    private void Write()
    {
        var expected = 1;
        foreach (var first in _work.GetConsumingEnumerable())
        {
            var (group, began) = (new List<IWork> { first }, Stopwatch.GetTimestamp());
            while (group.Count < MaxGroup && _work.TryTake(out var next, group.Count < expected ? Left(began) : 0)) group.Add(next);
            Commit(group);
            expected = group.Count;
        }
    }

    private static int Left(long began) => Math.Max(0, Patience - (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds);

    private void Commit(List<IWork> group)
    {
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var work in group) work.Do(_connection);
            _connection.Execute("COMMIT");
        }
        catch (Exception e)
        {
            // A full disk, above all: nothing of the group is kept, everyone who waits is told, and the writer lives on.
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) _connection.Execute("ROLLBACK");
            foreach (var work in group) work.Fail(SqliteOutage.Of(e) ?? e);
            return;
        }

        foreach (var work in group) work.Done();
    }

    private interface IWork
    {
        void Do(PreparedConnection connection);

        void Done();

        void Fail(Exception reason);
    }

    private sealed class Work<T>(Func<PreparedConnection, T> write) : IWork
    {
        private readonly TaskCompletionSource<T> _task = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _task.Task;

        public void Do(PreparedConnection connection) => _result = write(connection);

        public void Done() => _task.SetResult(_result!);

        public void Fail(Exception reason) => _task.SetException(reason);
    }
}
