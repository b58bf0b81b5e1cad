using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Adapters.Firestore;
using EllaAI.Web.Tests.Storage;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>Documents carried to Firestore and out of it.</summary>
[Collection(FirestoreTests.Name)]
public sealed class FirestoreArchiveTests(FirestoreEmulator emulator) : IDisposable
{
    private readonly FirestoreStorage _storage = new(emulator);
    private readonly Kept _kept = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_files_by_a_copy_and_by_an_export_back_into_files_nothing_is_changed()
    {
        var (source, target, back) = (await _kept.Filled("two", 2), Open(), _kept.Open("back"));

        await new ExportDocuments(source, Schemas.Declared).Run(_kept.Path("first"), _ => { }, Ct);
        var copied = await new CopyDocuments(source, target, Schemas.Declared).Run(_ => { }, Ct);
        await new ExportDocuments(target, Schemas.Declared).Run(_kept.Path("second.gz"), _ => { }, Ct);
        var returned = await new CopyDocuments(target, back, Schemas.Declared).Run(_ => { }, Ct);

        Assert.Equal(await _kept.Lines("first"), await _kept.Lines("second.gz"));
        Assert.Null(copied.Difference(returned));
    }

    [Fact]
    public async Task A_copy_that_was_killed_goes_on()
    {
        var (source, target) = (await _kept.Filled("one"), Open());
        await Assert.ThrowsAsync<KilledException>(() => new CopyDocuments(source, new Killed(target, writes: 700), Schemas.Declared).Run(_ => { }, Ct));

        var counting = new Killed(target);
        var sums = await new CopyDocuments(source, counting, Schemas.Declared).Run(_ => { }, Ct);

        Assert.InRange(counting.Written, 1, sums.Count - 400);
        Assert.Null(await target.Find(UnfinishedImport.Key, Ct));
    }

    [Fact]
    public async Task What_was_copied_is_read_found_and_changed_as_if_it_had_been_written_there()
    {
        var (source, target, acme) = (_kept.Open("one"), Open(), Actor.System(new("acme")));
        await source.Write([Kept.Document("acme", Company.Collection, "acme", """{"id":"acme","name":"Acme"}""", 7)], Ct);
        await new CopyDocuments(source, target, Schemas.Declared).Run(_ => { }, Ct);
        var store = _storage.Open(TimeProvider.System).Documents;

        var found = (await store.ToPage<Company>(Actor.System(CompanyId.Platform).QueryEverywhere(Company.Everywhere), Ct)).Items.Single();
        Assert.Equal((7, "Acme"), (found.Version, found.Value.Name));
        Assert.True(await store.Commit([Change.Update(found, found.Value with { Name = "New" })], [new Noted(acme.Company, "x")], Ct));
        Assert.Equal(8, (await store.Get<Company>(found.Key, Ct))!.Version);
    }

    [Fact]
    public async Task What_Firestore_cannot_take_is_named()
    {
        var source = _kept.Open("one");
        await source.Write([Kept.Document("acme", Delivery.Collection, "1", $$"""{"lane":"{{new string('x', 2000)}}"}""")], Ct);

        var told = await Assert.ThrowsAsync<ArchiveException>(() => new CopyDocuments(source, Open(), Schemas.Declared).Run(_ => { }, Ct));

        Assert.Contains("acme/delivery/1", told.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _storage.Dispose();
        _kept.Dispose();
    }

    private FirestoreArchive Open()
    {
        emulator.Require();
        return new(_storage.Client());
    }
}
