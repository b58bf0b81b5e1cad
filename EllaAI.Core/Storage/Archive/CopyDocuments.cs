namespace EllaAI.Core.Storage.Archive;

/// <summary>From one store into another, empty one.</summary>
public sealed class CopyDocuments(IDocumentArchive source, IDocumentArchive target, Schemas schemas)
{
    /// <exception cref="ArchiveException">The target is not empty, or not the same as the source in the end.</exception>
    public async Task<DocumentSums> Run(Action<ArchiveProgress> progress, CancellationToken ct) => await new FillStore(target, schemas).Run(
        source.Name,
        begun => source.Read(begun.After(), ct),
        // Read once more: it may have changed since a run that was killed.
        async () => await DocumentSums.Of(Carried.Of(source.Read(null, ct), schemas, ct), n => progress(new("Reading again", n, null)), ct),
        progress,
        await source.Count(ct),
        ct);
}
