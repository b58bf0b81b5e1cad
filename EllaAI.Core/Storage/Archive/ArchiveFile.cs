using System.Runtime.CompilerServices;

namespace EllaAI.Core.Storage.Archive;

/// <summary>A file of documents that an export made.</summary>
public sealed class ArchiveFile
{
    private readonly string _path;

    private ArchiveFile(string path, string id) => (_path, Id) = (path, id);

    /// <summary>Random; tells one export from all others.</summary>
    public string Id { get; }

    /// <exception cref="ArchiveException">It is not there, or is something else.</exception>
    public static async Task<ArchiveFile> Open(string path, CancellationToken ct)
    {
        await foreach (var line in ArchiveLines.Of(path, ct))
            try
            {
                return new(path, ArchiveLine.First(line));
            }
            catch (FormatException e)
            {
                throw new ArchiveException($"{path} is no file of an export: {e.Message}.", e);
            }

        throw new ArchiveException($"{path} is empty.");
    }

    /// <summary>Looks at all of it.</summary>
    /// <returns>What is carried out of it.</returns>
    /// <exception cref="ArchiveException">A line is damaged, or the end is missing.</exception>
    internal async Task<DocumentSums> Check(Schemas schemas, Action<long> seen, CancellationToken ct) =>
        await DocumentSums.Of(Carried.Of(Read(0, ct), schemas, ct), seen, ct);

    /// <summary>The documents, without the first ones.</summary>
    /// <exception cref="ArchiveException">A line is damaged, or the end is missing.</exception>
    internal async IAsyncEnumerable<StoredDocument> Read(long skip, [EnumeratorCancellation] CancellationToken ct)
    {
        var (number, sums, last) = (0L, new DocumentSums(), (DocumentSums?)null);
        await foreach (var line in ArchiveLines.Of(_path, ct))
        {
            if (++number == 1) continue;
            if (last is not null) throw ArchiveLines.Damaged(_path, number, "the last line stands before it");
            (var document, last) = Next(line, number);
            if (document is null) continue;
            sums.Add(document);
            if (sums.Count > skip) yield return document;
        }

        if (last is null) throw new ArchiveException($"{_path} has no end: after {number:N0} lines something is missing.");
        if (last.Difference(sums) is { } difference) throw new ArchiveException($"{_path} is not complete: {difference}.");
    }

    private (StoredDocument? Document, DocumentSums? Sums) Next(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            return ArchiveLine.Next(line);
        }
        catch (FormatException e)
        {
            throw ArchiveLines.Damaged(_path, number, e.Message, e);
        }
    }
}
