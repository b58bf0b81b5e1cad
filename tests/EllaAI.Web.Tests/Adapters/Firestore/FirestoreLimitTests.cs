using EllaAI.Core.Access;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Adapters.Firestore;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>What Firestore would not take: names and sizes.</summary>
[Collection(FirestoreTests.Name)]
public sealed class FirestoreLimitTests : IDisposable
{
    private static readonly Actor _acme = Actor.System(new("acme"));
    private readonly FirestoreStorage _storage;

    public FirestoreLimitTests(FirestoreEmulator emulator)
    {
        _storage = new(emulator);
        Documents = _storage.Open(TimeProvider.System).Documents;
    }

    public static TheoryData<string> Ids { get; } =
        ["a/b", "/", ".", "..", "...", "__x__", "__", "____", "_", "%", "%2F", "a%2Fb", "+", " ", "ä/😀", "__id7__", "1", new string('x', 1500)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDocumentStore Documents { get; }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Any_text_is_an_id_a_collection_and_a_company(string text)
    {
        var key = Actor.System(new(text)).Key(text, text);
        Assert.True(await Documents.Commit([Change.Create(key, "value")], [], Ct));
        Assert.Equal(new Versioned<string>(key, "value", 1), await Documents.Get<string>(key, Ct));

        var mail = Actor.System(new(text)).Key(Mail.Collection, text);
        Assert.True(await Documents.Commit([Change.Create(mail, MailAt(1))], [], Ct));
        await foreach (var found in Documents.Query<Mail>(Actor.System(new(text)).Query(Mail.Newest), Ct)) Assert.Equal(mail, found.Key);
    }

    [Fact]
    public async Task Different_ids_are_different_documents()
    {
        foreach (var id in Ids.Select(row => row.Data)) Assert.True(await Documents.Commit([Change.Create(_acme.Key("note", id), id)], [], Ct));

        foreach (var id in Ids.Select(row => row.Data)) Assert.Equal(id, (await Documents.Get<string>(_acme.Key("note", id), Ct))!.Value);
    }

    [Fact]
    public async Task An_id_without_letters_or_with_too_many_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Documents.Get<string>(_acme.Key("note", ""), Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Documents.Get<string>(_acme.Key("note", new string('x', 1501)), Ct));
    }

    [Fact]
    public async Task The_largest_body_fits_with_the_longest_name()
    {
        var key = _acme.Key(new string('c', 1500), new string('x', 1500));

        Assert.True(await Documents.Commit([Change.Create(key, new string('v', CommitRules.MaxBodyBytes - 2))], [], Ct));
        Assert.True(await Documents.Commit([new(key, new string('w', CommitRules.MaxBodyBytes - 2), 1)], [], Ct));
    }

    [Fact]
    public void The_largest_commit_fits_into_a_request_with_long_names_and_its_event()
    {
        List<Change> changes = [.. Enumerable.Range(0, 9).Select(i => Change.Create(_acme.Key("note", $"{i}" + new string('%', 400)), new string('v', 999_998)))];
        Assert.Equal(CommitRules.MaxCommitBytes, changes.Sum(c => CommitRules.Size(c.Value!)));

        // The emulator itself takes 4 MiB.
        var request = new FirestoreCommit(changes, [new Noted(_acme.Company, "event")], new("project", "(default)"), StorageContract.Schemas, DateTimeOffset.UnixEpoch).Request(new([]));

        Assert.Equal(10, request.Writes.Count);
        Assert.InRange(request.CalculateSize(), CommitRules.MaxCommitBytes, FirestoreSize.LargestRequest);
    }

    [Fact]
    public void A_request_that_is_larger_only_by_its_names_is_refused_too() => Assert.Throws<DocumentTooLargeException>(() =>
        FirestoreSize.Check(new EllaAI.Wire.Firestore.CommitRequest { Database = new('x', FirestoreSize.LargestRequest) }));

    [Fact]
    public async Task An_indexed_text_that_is_too_long_is_refused_by_name()
    {
        var document = new Dictionary<string, string> { ["at"] = new('x', 1501) };

        var refused = await Assert.ThrowsAsync<DocumentTooLargeException>(() => Documents.Commit([Change.Create(_acme.Key(Mail.Collection, "1"), document)], [], Ct));

        Assert.Contains("at of the document acme/mail/1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_without_the_field_of_an_order_comes_first_and_can_be_passed()
    {
        await Documents.Commit([Change.Create(_acme.Key(Mail.Collection, "2"), MailAt(1)), Change.Create(_acme.Key(Mail.Collection, "1"), new { Address = "nobody" })], [], Ct);
        var query = _acme.Query(Mail.Newest) with { Limit = 1 };

        var first = await Documents.ToPage<object>(query, Ct);
        var second = await Documents.ToPage<object>(query with { Cursor = first.Next }, Ct);

        Assert.Equal(["1", "2"], [first.Items.Single().Key.Id, second.Items.Single().Key.Id]);
    }

    public void Dispose() => _storage.Dispose();

    private static Mail MailAt(int second) => new(new(Guid.NewGuid()), "Ann", "ann@example.com", "", "", DateTimeOffset.UnixEpoch.AddSeconds(second));
}
