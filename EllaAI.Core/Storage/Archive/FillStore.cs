namespace EllaAI.Core.Storage.Archive;

/// <summary>Writes documents into an empty store, and goes on where a run from the same source was killed.</summary>
public sealed class FillStore(IDocumentArchive target, Schemas schemas)
{
    /// <param name="source">Names where the documents come from.</param>
    /// <param name="rest">The documents behind what is there already.</param>
    /// <param name="expected">What must be there in the end.</param>
    /// <exception cref="ArchiveException">The store is not empty, or not the same as the source in the end.</exception>
    public async Task<DocumentSums> Run(
        string source,
        Func<UnfinishedImport, IAsyncEnumerable<StoredDocument>> rest,
        Func<Task<DocumentSums>> expected,
        Action<ArchiveProgress> progress,
        long? all,
        CancellationToken ct)
    {
        var done = await Begun(source, ct);
        await foreach (var batch in Carried.Batches(Carried.Of(rest(done), schemas, ct), ct))
        {
            // In this order: what is marked is there.
            await target.Write(batch, ct);
            done = done.Behind(batch);
            await target.Write([done.Document()], ct);
            progress(new("Writing", done.Done, all));
        }

        var wanted = await expected();
        var found = await DocumentSums.Of(Carried.Of(target.Read(null, ct), schemas, ct), n => progress(new("Comparing", n, wanted.Count)), ct);
        if (wanted.Difference(found) is { } difference) throw new ArchiveException($"The copy differs from its source: {difference}. Empty the target and begin again.");
        await target.Write([done.Document() with { Body = null }], ct);
        return found;
    }

    private async Task<UnfinishedImport> Begun(string source, CancellationToken ct)
    {
        if (UnfinishedImport.Of(await target.Find(UnfinishedImport.Key, ct)) is { } begun)
            return begun.Source == source ? begun
                : throw new ArchiveException($"The target holds an unfinished import of another source ({begun.Source}): finish that one, or empty the target.");
        await foreach (var _ in Carried.Of(target.Read(null, ct), schemas, ct))
            throw new ArchiveException("The target holds documents already, of an import that was finished or of something else: documents are carried into an empty store only.");
        var first = new UnfinishedImport(source, 0, null);
        await target.Write([first.Document()], ct);
        return first;
    }
}
