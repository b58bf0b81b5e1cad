using EllaAI.Core.Access;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Adapters.Sqlite;
using EllaAI.Web.Hosting;
using EllaAI.Web.Storage;
using Xunit;

namespace EllaAI.Web.Tests.Storage;

/// <summary>Documents on their way from store to store.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly Kept _kept = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("documents.jsonl")]
    [InlineData("documents.jsonl.gz")]
    public async Task From_one_file_by_an_export_into_sixteen_nothing_is_changed(string file)
    {
        var source = await _kept.Filled("one");
        var target = _kept.Open("sixteen", 16);

        var exported = await Export(source, file);
        var imported = await Import(file, target);
        var again = await Export(target, "again.jsonl");

        Assert.Equal(Kept.Documents().Count - 1, exported.Count);
        Assert.Null(exported.Difference(imported));
        Assert.Null(exported.Difference(again));
        Assert.Equal(await _kept.Lines(file), await _kept.Lines("again.jsonl"));
        foreach (var document in Kept.Documents().Where(d => d.Key.Collection != "instance")) Assert.Equal(document, await target.Find(document.Key, Ct));
        Assert.Null(await target.Find(UnfinishedImport.Key, Ct));
    }

    [Fact]
    public async Task An_empty_store_is_carried_too()
    {
        await Export(_kept.Open("one"), "none.jsonl.gz");

        Assert.Equal(0, (await Import("none.jsonl.gz", _kept.Open("other"))).Count);
    }

    [Theory]
    [InlineData("documents.jsonl")]
    [InlineData("documents.jsonl.gz")]
    public async Task An_export_that_was_killed_goes_on(string file)
    {
        var source = await _kept.Filled("one", notes: 3000);
        await Assert.ThrowsAsync<KilledException>(() => new ExportDocuments(new Killed(source, reads: 1700), Schemas.Declared).Run(_kept.Path(file), _ => { }, Ct));
        Assert.False(File.Exists(_kept.Path(file)));
        // What a power cut left of the line that was being written.
        await File.AppendAllTextAsync(_kept.Path(file + ".partial"), "{\"comp", Ct);

        var counting = new Killed(source);
        var sums = await new ExportDocuments(counting, Schemas.Declared).Run(_kept.Path(file), _ => { }, Ct);

        // The rest, and all once more to compare.
        Assert.InRange(counting.Read, sums.Count, (2 * sums.Count) - 1400);
        Assert.Equal(sums.Count, (await _kept.Lines(file)).Distinct().Count());
        Assert.Equal([file, "one"], Directory.EnumerateFileSystemEntries(_kept.Path("")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task An_export_whose_source_changed_after_it_was_killed_is_told_and_begins_anew()
    {
        var source = await _kept.Filled("one", notes: 3000);
        await Assert.ThrowsAsync<KilledException>(() => new ExportDocuments(new Killed(source, reads: 1700), Schemas.Declared).Run(_kept.Path("file"), _ => { }, Ct));
        await source.Write([Kept.Document("acme", "huge", "1", "\"changed\"", 2)], Ct);

        var told = await Assert.ThrowsAsync<ArchiveException>(() => Export(source, "file"));
        await Export(source, "file");

        Assert.Contains("the documents of the collection huge are not the same", told.Message, StringComparison.Ordinal);
        Assert.Contains(await _kept.Lines("file"), line => line.Contains("changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_that_was_killed_goes_on_and_the_product_does_not_start_before()
    {
        await Export(await _kept.Filled("one", notes: 3000), "file.gz");
        var target = _kept.Open("four", 4);
        await Assert.ThrowsAsync<KilledException>(() => Import("file.gz", new Killed(target, writes: 1700)));
        var refused = await Assert.ThrowsAsync<StartupException>(() => Start("four", 4));
        Assert.Contains("not all are there", refused.Message, StringComparison.Ordinal);

        var counting = new Killed(target);
        var sums = await Import("file.gz", counting);

        Assert.InRange(counting.Written, sums.Count - 1700, sums.Count - 1400);
        Assert.Equal(sums.Count, await target.Count(Ct));
        await Start("four", 4);
    }

    [Fact]
    public async Task A_copy_that_was_killed_at_any_place_goes_on()
    {
        var source = await _kept.Filled("eight", 8);
        var target = _kept.Open("one");
        for (var writes = 300; writes < 2400; writes += 300)
            try
            {
                await new CopyDocuments(source, new Killed(target, writes: writes), Schemas.Declared).Run(_ => { }, Ct);
                break;
            }
            catch (KilledException)
            {
                // Again.
            }

        foreach (var document in Kept.Documents().Where(d => d.Key.Collection != "instance")) Assert.Equal(document, await target.Find(document.Key, Ct));
        Assert.Null(await target.Find(UnfinishedImport.Key, Ct));
    }

    [Fact]
    public async Task Only_an_empty_store_is_filled_and_only_from_one_source()
    {
        var source = await _kept.Filled("one");
        var target = _kept.Open("other");
        await Assert.ThrowsAsync<KilledException>(() => Copy(source, new Killed(target, writes: 700)));

        var other = await Assert.ThrowsAsync<ArchiveException>(() => Copy(_kept.Open("empty"), target));
        await Copy(source, target);
        var full = await Assert.ThrowsAsync<ArchiveException>(() => Copy(source, target));

        Assert.Contains("unfinished import of another source", other.Message, StringComparison.Ordinal);
        Assert.Contains("holds documents already", full.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_differs_in_the_end_names_the_collection()
    {
        var (source, target) = (await _kept.Filled("one"), _kept.Open("other"));
        await Assert.ThrowsAsync<KilledException>(() => Copy(source, new Killed(target, writes: 700)));
        await target.Write([Kept.Document("acme", "stray", "1", "1")], Ct);

        var told = await Assert.ThrowsAsync<ArchiveException>(() => Copy(source, target));

        Assert.Contains("the collection stray has 0 documents in one and 1 in the other", told.Message, StringComparison.Ordinal);
        Assert.NotNull(await target.Find(UnfinishedImport.Key, Ct));
    }

    [Theory]
    [InlineData(500, "line 500 is damaged: its sum is not right")]
    [InlineData(1, "is no file of an export")]
    public async Task A_changed_letter_is_told_with_its_line_and_nothing_is_written(int number, string told)
    {
        await Export(await _kept.Filled("one"), "file");
        var lines = await File.ReadAllLinesAsync(_kept.Path("file"), Ct);
        lines[number - 1] = lines[number - 1].Replace("\"number\":", "\"numbes\":", StringComparison.OrdinalIgnoreCase).Replace("\"ella\"", "\"elle\"", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(_kept.Path("file"), lines, Ct);

        await Refused("file", told);
    }

    [Theory]
    [InlineData("", "it cannot be read")]
    [InlineData("{}", "it cannot be read")]
    [InlineData("[]", "it cannot be read")]
    [InlineData("{\"company\":\"a\",\"collection\":\"\"}", "it has no collection")]
    [InlineData("\0\0\0", "it cannot be read")]
    public async Task A_line_that_is_something_else_is_told(string line, string told)
    {
        await Export(await _kept.Filled("one"), "file");
        var lines = await File.ReadAllLinesAsync(_kept.Path("file"), Ct);
        lines[99] = line;
        await File.WriteAllLinesAsync(_kept.Path("file"), lines, Ct);

        await Refused("file", $"line 100 is damaged: {told}");
    }

    [Fact]
    public async Task A_missing_line_and_a_missing_end_are_told()
    {
        await Export(await _kept.Filled("one"), "file");
        var lines = await File.ReadAllLinesAsync(_kept.Path("file"), Ct);

        await File.WriteAllLinesAsync(_kept.Path("file"), lines.Where((_, i) => i != 700), Ct);
        await Refused("file", "is not complete: the collection note has");
        await File.WriteAllLinesAsync(_kept.Path("file"), lines[..^1], Ct);
        await Refused("file", "has no end");
        await File.WriteAllTextAsync(_kept.Path("file"), string.Join('\n', lines), Ct);
        await Refused("file", "the file ends within it");
        await File.WriteAllLinesAsync(_kept.Path("file"), [.. lines, lines[5]], Ct);
        await Refused("file", "the last line stands before it");
        await File.WriteAllTextAsync(_kept.Path("file"), lines[0] + "\n" + new string('x', 5_000_000), Ct);
        await Refused("file", "it is too long");
        await File.WriteAllTextAsync(_kept.Path("file"), "", Ct);
        await Refused("file", "is empty");
        File.Delete(_kept.Path("file"));
        await Refused("file", "cannot be read");
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.999)]
    public async Task What_is_compressed_and_cut_off_or_changed_is_told(double where)
    {
        await Export(await _kept.Filled("one"), "file.gz");
        var bytes = await File.ReadAllBytesAsync(_kept.Path("file.gz"), Ct);

        await File.WriteAllBytesAsync(_kept.Path("file.gz"), bytes[..(int)(bytes.Length * where)], Ct);
        await Refused("file.gz", "file.gz");
        bytes[(int)(bytes.Length * where)] ^= 0x10;
        await File.WriteAllBytesAsync(_kept.Path("file.gz"), bytes, Ct);
        await Refused("file.gz", "file.gz");
    }

    [Fact]
    public async Task Events_that_come_after_those_that_were_carried_have_greater_positions()
    {
        var later = "09000000000000000000" + "0003";
        var target = _kept.Open("one");
        await target.Write([Kept.Document("acme", "delivery", "1", $$"""{"position":"{{later}}"}""")], Ct);
        target.Dispose();
        using var shards = new SqliteFolder(_kept.Path("one")).Open(1);
        using var bell = new OutboxBell();
        var store = new SqliteDocumentStore(shards, bell, Schemas.Declared, TimeProvider.System);

        await store.Commit([], [new Noted(new("acme"), "after")], Ct);

        var pending = await store.Query<OutboxEvent>(Actor.System(Core.Companies.CompanyId.Platform).QueryEverywhere(OutboxEvent.Pending), Ct).ToList(Ct);
        Assert.True(string.CompareOrdinal(Assert.Single(pending).Position, later) > 0);
    }

    [Fact]
    public async Task What_an_older_release_wrote_is_carried_in_todays_shape()
    {
        var (source, target) = (_kept.Open("one"), _kept.Open("other"));
        await source.Write([Kept.Document("acme", "old-note", "1", """{"words":"hello"}""")], Ct);

        await new CopyDocuments(source, target, StorageContract.Schemas).Run(_ => { }, Ct);

        var found = await target.Find(Actor.System(new("acme")).Key("old-note", "1"), Ct);
        Assert.Equal((3, """{"text":"hello!"}"""), (found!.Schema, found.Body));
    }

    public void Dispose() => _kept.Dispose();

    private static Task<DocumentSums> Copy(IDocumentArchive source, IDocumentArchive target) =>
        new CopyDocuments(source, target, Schemas.Declared).Run(_ => { }, Ct);

    private Task<DocumentSums> Export(IDocumentArchive source, string file) =>
        new ExportDocuments(source, Schemas.Declared).Run(_kept.Path(file), _ => { }, Ct);

    private async Task<DocumentSums> Import(string file, IDocumentArchive target) =>
        await new ImportDocuments(target, Schemas.Declared).Run(await ArchiveFile.Open(_kept.Path(file), Ct), _ => { }, Ct);

    private async Task Refused(string file, string told)
    {
        var target = _kept.Open(Guid.NewGuid().ToString("N"));
        var refused = await Assert.ThrowsAsync<ArchiveException>(() => Import(file, target));
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(0, await target.Count(Ct));
    }

    private async Task Start(string folder, int shards)
    {
        using var opened = new SqliteFolder(_kept.Path(folder)).Open(shards);
        using var bell = new OutboxBell();
        await new RefuseUnfinishedImport(new SqliteDocumentStore(opened, bell, Schemas.Declared, TimeProvider.System)).StartAsync(Ct);
    }
}
