namespace EllaAI.Core.Storage.Archive;

/// <summary>From a file into an empty store. The whole file is looked at before anything is written.</summary>
public sealed class ImportDocuments(IDocumentArchive target, Schemas schemas)
{
    /// <exception cref="ArchiveException">The file is damaged, the target is not empty, or not the same as the file in the end.</exception>
    public async Task<DocumentSums> Run(ArchiveFile file, Action<ArchiveProgress> progress, CancellationToken ct)
    {
        var sums = await file.Check(schemas, n => progress(new("Checking", n, null)), ct);
        return await new FillStore(target, schemas).Run(
            $"export {file.Id}", begun => file.Read(begun.Done, ct), () => Task.FromResult(sums), progress, sums.Count, ct);
    }
}
