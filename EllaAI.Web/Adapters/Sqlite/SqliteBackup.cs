using EllaAI.Core.Storage.Archive;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>
/// A copy of a store's files while the product runs and writes, made by another process. It takes part in SQLite's own locks and
/// asks only to read, so the lock of the data folder, which keeps a second product away, does not concern it. Each file is copied
/// as it was at one moment after the backup began; a commit is in one file only, so that none is in the copy by half.
/// </summary>
internal static class SqliteBackup
{
    private const string Lock = "backup.lock";

    /// <returns>How many documents there are in how many files.</returns>
    /// <exception cref="ArchiveException">The target is there already, cannot be written, or the copy is not sound.</exception>
    /// <exception cref="Hosting.StartupException">There is nothing to copy, or not all of it.</exception>
    public static (long Documents, int Files) Run(SqliteFolder source, string target)
    {
        try
        {
            return Write(source, Path.TrimEndingDirectorySeparator(Path.GetFullPath(target)));
        }
        catch (SqliteException e)
        {
            throw new ArchiveException($"The backup {target} cannot be made: {e.Message}", e);
        }
    }

    private static (long Documents, int Files) Write(SqliteFolder source, string target)
    {
        var names = source.Complete();
        if (Path.Exists(target)) throw new ArchiveException($"{target} is there already: a backup is written to a new folder.");
        var partial = target + ".partial";
        Directory.CreateDirectory(partial);
        using (Hold(Path.Combine(partial, Lock)))
        {
            // What an earlier one left that was killed.
            foreach (var old in Directory.EnumerateFiles(partial, "ella*")) File.Delete(old);
            foreach (var name in names) Copy(source.File(name), Path.Combine(partial, name));
        }

        File.Delete(Path.Combine(partial, Lock));
        var documents = names.Sum(name => Verify(Path.Combine(partial, name)));
        // Refuses if somebody made it meanwhile.
        Directory.Move(partial, target);
        return (documents, names.Count);
    }

    private static FileStream Hold(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new ArchiveException($"Another backup is writing to {Path.GetDirectoryName(path)}.", e);
        }
    }

    private static void Copy(string source, string target)
    {
        using var from = Open(source, SqliteOpenMode.ReadWrite);
        using var to = Open(target, SqliteOpenMode.ReadWriteCreate);
        from.Once("PRAGMA busy_timeout = 60000; PRAGMA query_only = ON;");
        to.Once("PRAGMA synchronous = FULL;");
        // In one step, and so from one moment: a copy in several begins anew whenever another process has written between them.
        from.BackupDatabase(to);
        // One file, without a log beside it.
        to.Once("PRAGMA journal_mode = DELETE;");
    }

    /// <returns>How many documents it holds.</returns>
    private static long Verify(string copy)
    {
        using var connection = Open(copy, SqliteOpenMode.ReadOnly);
        var said = (string)connection.Scalar("PRAGMA integrity_check(1)")!;
        if (said != "ok") throw new ArchiveException($"The copy {copy} is not sound: {said}");
        return (long)connection.Scalar("SELECT count(*) FROM documents")!;
    }

    private static PreparedConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new PreparedConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = mode }.ToString());
        connection.Open();
        return connection;
    }
}
