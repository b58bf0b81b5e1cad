using System.Buffers;
using System.IO.Compression;
using System.Text.Json;

namespace EllaAI.Core.Storage.Archive;

/// <summary>
/// A file that an export is writing, as <c>FILE.partial</c>, and beside it how far it is, as <c>FILE.progress</c>: what lies behind
/// that was not finished when a run was killed, and is written again.
/// </summary>
internal sealed class UnfinishedExport : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;

    private UnfinishedExport(string path, FileStream file, ExportProgress begun) => (_path, _file, Begun) = (path, file, begun);

    public static string Partial(string path) => path + ".partial";

    public ExportProgress Begun { get; private set; }

    /// <exception cref="ArchiveException">It belongs to another source, or somebody else writes it.</exception>
    public static UnfinishedExport Open(string path, string source)
    {
        if (Path.Exists(path)) throw new ArchiveException($"{path} is there already: an export is written to a new file.");
        var file = new FileStream(Partial(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var begun = ReadProgress(path) ?? new(source, Guid.NewGuid().ToString("N"), 0, null, [], false);
            if (begun.Source != source) throw new ArchiveException($"{Partial(path)} was begun by an export of another store ({begun.Source}): delete it, or choose another file.");
            // Shorter than it was said to be: somebody else's, or lost with its machine.
            if (file.Length < begun.Bytes) begun = new(source, Guid.NewGuid().ToString("N"), 0, null, [], false);
            file.SetLength(begun.Bytes);
            file.Position = begun.Bytes;
            return new(path, file, begun);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes these documents behind the others, durably.</summary>
    public void Add(IReadOnlyList<StoredDocument> documents)
    {
        var sums = new DocumentSums(Begun.Sums);
        foreach (var document in documents) sums.Add(document);
        Append(
            lines =>
            {
                if (Begun.Bytes == 0) ArchiveLine.First(lines, Begun.Id);
                foreach (var document in documents) ArchiveLine.Document(lines, document);
            },
            Begun with { Last = UnfinishedImport.Place(documents[^1].Key), Sums = new(sums.Collections) });
    }

    /// <summary>Writes the last line, once.</summary>
    public void End()
    {
        if (Begun.Ended) return;
        Append(
            lines =>
            {
                if (Begun.Bytes == 0) ArchiveLine.First(lines, Begun.Id);
                ArchiveLine.Last(lines, new(Begun.Sums));
            },
            Begun with { Ended = true });
    }

    /// <summary>Gives it its name.</summary>
    public void Finish()
    {
        Dispose();
        File.Move(Partial(_path), _path);
        File.Delete(Progress(_path));
    }

    /// <summary>The next run begins anew.</summary>
    public void Forget() => File.Delete(Progress(_path));

    public void Dispose() => _file.Dispose();

    private static string Progress(string path) => path + ".progress";

    private static ExportProgress? ReadProgress(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ExportProgress>(File.ReadAllBytes(Progress(path)), DocumentJson.Options);
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    private void Append(Action<IBufferWriter<byte>> write, ExportProgress then)
    {
        var lines = new ArrayBufferWriter<byte>(1 << 16);
        write(lines);
        if (_path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            // A member of its own, which is complete: a file of such is one that every tool unpacks.
            using var member = new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true);
            member.Write(lines.WrittenSpan);
        }
        else
        {
            _file.Write(lines.WrittenSpan);
        }

        _file.Flush(flushToDisk: true);
        Begun = then with { Bytes = _file.Position };
        var next = Progress(_path) + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(Begun, DocumentJson.Options));
        File.Move(next, Progress(_path), overwrite: true);
    }
}

/// <param name="Bytes">Of the file: complete up to here.</param>
/// <param name="Last">The last document in it: company, collection, id.</param>
/// <param name="Sums">Of the documents in it.</param>
internal sealed record ExportProgress(
    string Source, string Id, long Bytes, IReadOnlyList<string>? Last, Dictionary<string, CollectionSum> Sums, bool Ended)
{
    public DocumentKey? After() => Last is [var company, var collection, var id] ? new(company, collection, id) : null;

    public long Done() => Sums.Values.Sum(s => s.Count);
}
