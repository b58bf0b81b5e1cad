using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>One database file: a single writer that groups waiting work into one durable transaction, and readers beside it.</summary>
internal sealed class SqliteFile : IDisposable
{
    private const int MaxGroup = 256;
    private readonly string _connectionString;
    private readonly BlockingCollection<IWork> _work = [];
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly Thread _writer;
    private readonly SqliteConnection _connection;

    public SqliteFile(string path)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        _connection = Open("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
        SqliteSchema.Ensure(_connection);
        _writer = new Thread(Write) { Name = "sqlite-writer", IsBackground = true };
        _writer.Start();
    }

    /// <summary>Runs <paramref name="write"/> in the writer's transaction; the task ends when that is on disk. It must not throw after its first change.</summary>
    public Task<T> Write<T>(Func<SqliteConnection, T> write)
    {
        var work = new Work<T>(write);
        _work.Add(work);
        return work.Task;
    }

    public T Read<T>(Func<SqliteConnection, T> read)
    {
        if (!_readers.TryTake(out var reader)) reader = Open("PRAGMA query_only = ON;");
        try
        {
            return read(reader);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _writer.Join();
        foreach (var reader in _readers) reader.Dispose();
        _connection.Dispose();
        _work.Dispose();
    }

    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 5000;" + pragmas);
        return connection;
    }

    private void Write()
    {
        foreach (var first in _work.GetConsumingEnumerable())
        {
            var group = new List<IWork> { first };
            while (group.Count < MaxGroup && _work.TryTake(out var next)) group.Add(next);
            Commit(group);
        }
    }

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
            foreach (var work in group) work.Fail(e);
            return;
        }

        foreach (var work in group) work.Done();
    }

    private interface IWork
    {
        void Do(SqliteConnection connection);

        void Done();

        void Fail(Exception reason);
    }

    private sealed class Work<T>(Func<SqliteConnection, T> write) : IWork
    {
        private readonly TaskCompletionSource<T> _task = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _task.Task;

        public void Do(SqliteConnection connection) => _result = write(connection);

        public void Done() => _task.SetResult(_result!);

        public void Fail(Exception reason) => _task.SetException(reason);
    }
}
