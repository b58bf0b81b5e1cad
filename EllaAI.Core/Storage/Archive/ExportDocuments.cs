namespace EllaAI.Core.Storage.Archive;

/// <summary>From a store into a file of lines of JSON, compressed if its name ends in <c>.gz</c>.</summary>
public sealed class ExportDocuments(IDocumentArchive source, Schemas schemas)
{
    /// <exception cref="ArchiveException">The file is there already, or is not the same as the store in the end.</exception>
    public async Task<DocumentSums> Run(string path, Action<ArchiveProgress> progress, CancellationToken ct)
    {
        using var export = UnfinishedExport.Open(path, source.Name);
        var all = await source.Count(ct);
        if (!export.Begun.Ended)
            await foreach (var batch in Carried.Batches(Carried.Of(source.Read(export.Begun.After(), ct), schemas, ct), ct))
            {
                export.Add(batch);
                progress(new("Writing", export.Begun.Done(), all));
            }

        export.End();
        // Closed: what is compared is what is on the disk.
        export.Dispose();
        try
        {
            var written = await Compare(UnfinishedExport.Partial(path), progress, ct);
            export.Finish();
            return written;
        }
        catch (ArchiveException)
        {
            export.Forget();
            throw;
        }
    }

    private async Task<DocumentSums> Compare(string path, Action<ArchiveProgress> progress, CancellationToken ct)
    {
        var file = await ArchiveFile.Open(path, ct);
        var written = await file.Check(schemas, n => progress(new("Checking", n, null)), ct);
        // Read once more: it may have changed since a run that was killed.
        var wanted = await DocumentSums.Of(Carried.Of(source.Read(null, ct), schemas, ct), n => progress(new("Comparing", n, written.Count)), ct);
        return wanted.Difference(written) is { } difference
            ? throw new ArchiveException($"The file differs from its source, which must have changed since a run that was stopped: {difference}. The next run begins anew.")
            : written;
    }
}
