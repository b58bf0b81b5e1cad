using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Adapters.Firestore;
using EllaAI.Wire.Firestore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>Documents that were written before an index was declared.</summary>
[Collection(FirestoreTests.Name)]
public sealed class FirestoreReindexTests : IDisposable
{
    private static readonly Actor _acme = Actor.System(new("acme"));
    private static readonly Actor _globex = Actor.System(new("globex"));
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly FirestoreStorage _storage;
    private readonly IDocumentStore _documents;
    private readonly FirestoreClient _client;
    private readonly FirestoreReindex _reindex;

    public FirestoreReindexTests(FirestoreEmulator emulator)
    {
        _storage = new(emulator);
        _documents = _storage.Open(_clock).Documents;
        _client = _storage.Client();
        _reindex = new(_client, _documents, _clock, NullLogger<FirestoreReindex>.Instance);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_found_by_it_and_are_otherwise_as_they_were()
    {
        await Old(_acme, 1, 60);
        await Old(_globex, 1, 60);
        var before = await _documents.Get<AuditEntry>(Key(_acme, 7), Ct);
        Assert.Empty(await Found(_acme));

        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromHours(1), await _reindex.Run(Ct));

        foreach (var company in (Actor[])[_acme, _globex]) Assert.Equal(Enumerable.Range(1, 60).Select(n => (long)n), await Found(company));
        Assert.Equal(before, await _documents.Get<AuditEntry>(Key(_acme, 7), Ct));
        Assert.True(await _documents.Commit([Change.Update(before!, before!.Value with { After = "changed" })], [], Ct));
    }

    [Fact]
    public async Task They_are_looked_through_twice_an_hour_apart_and_then_never_again()
    {
        await Old(_acme, 1, 2);
        await _reindex.Run(Ct);
        var (once, due) = (await Written(1), _clock.GetUtcNow() + TimeSpan.FromHours(1));
        // As a replica of the release before goes on doing.
        await Old(_acme, 3, 1);
        Assert.Equal(due, await _reindex.Run(Ct));
        Assert.Equal([1, 2], await Found(_acme));

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await _reindex.Run(Ct));
        Assert.Equal([1, 2, 3], await Found(_acme));
        Assert.Equal(once, await Written(1));
        await Old(_acme, 4, 1);
        Assert.Null(await _reindex.Run(Ct));
        Assert.Equal([1, 2, 3], await Found(_acme));
    }

    [Fact]
    public async Task Another_change_of_the_indexes_begins_anew_and_for_that_collection_alone()
    {
        await _reindex.Run(Ct);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await _reindex.Run(Ct));
        await Old(_acme, 1, 1);
        var kept = (await _documents.Get<ReindexedCollections>(ReindexedCollections.Key, Ct))!;
        await _documents.Commit([Change.Update(kept, kept.Value.With(AuditEntry.Collection, kept.Value.Collections[AuditEntry.Collection] with { Fields = "position" }))], [], Ct);

        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromHours(1), await _reindex.Run(Ct));

        Assert.Equal([1], await Found(_acme));
        Assert.Equal(AuditEntry.Collection, Assert.Single((await _documents.Get<ReindexedCollections>(ReindexedCollections.Key, Ct))!.Value.Left()).Name);
    }

    [Fact]
    public async Task A_run_that_was_killed_goes_on_where_it_was()
    {
        await Old(_acme, 1, 5);
        var state = new ReindexedCollection(FirestoreIndexed.Declared[AuditEntry.Collection], 0, default, ["acme", Key(_acme, 3).Id]);
        await _documents.Commit([Change.Create(ReindexedCollections.Key, new ReindexedCollections(new Dictionary<string, ReindexedCollection> { [AuditEntry.Collection] = state }))], [], Ct);

        await _reindex.Run(Ct);

        Assert.Equal([4, 5], await Found(_acme));
    }

    [Fact]
    public async Task Who_changes_or_deletes_one_meanwhile_wins_and_the_others_are_found()
    {
        await Old(_acme, 1, 4);
        var page = await _reindex.Page(AuditEntry.Collection, null, Ct);
        var (changed, gone) = ((await _documents.Get<AuditEntry>(Key(_acme, 2), Ct))!, (await _documents.Get<AuditEntry>(Key(_acme, 3), Ct))!);
        Assert.True(await _documents.Commit([Change.Update(changed, changed.Value with { At = changed.Value.At.AddYears(1), After = "changed" }), new(gone.Key, null, gone.Version)], [], Ct));

        await _reindex.Rewrite(page, Ct);

        Assert.Equal([1, 4, 2], await Found(_acme));
        Assert.Equal(("changed", 4), ((await _documents.Get<AuditEntry>(changed.Key, Ct))!.Value.After, (await _documents.Get<AuditEntry>(changed.Key, Ct))!.Version));
        Assert.Null(await _documents.Get<AuditEntry>(gone.Key, Ct));
    }

    [Fact]
    public async Task Two_at_once_and_those_who_write_meanwhile_lose_nothing()
    {
        await Old(_acme, 1, 30);
        var other = new FirestoreReindex(_storage.Client(), _storage.Open(_clock).Documents, _clock, NullLogger<FirestoreReindex>.Instance);

        var changing = Enumerable.Range(1, 30).Select(async n =>
        {
            var found = (await _documents.Get<AuditEntry>(Key(_acme, n), Ct))!;
            return await _documents.Commit([Change.Update(found, found.Value with { After = "changed" })], [], Ct);
        });
        var changes = Task.WhenAll(changing);
        await Task.WhenAll(_reindex.Run(Ct), other.Run(Ct));

        Assert.All(await changes, Assert.True);
        Assert.Equal(30, (await Found(_acme)).Count);
        Assert.All(await _documents.Query<AuditEntry>(_acme.Query(AuditEntry.OfTime), Ct).ToList(Ct), e => Assert.Equal("changed", e.After));
    }

    [Fact]
    public async Task One_that_an_index_cannot_take_holds_up_no_other()
    {
        await Old(_acme, 1, 3, n => n == 2 ? new string('x', 2000) : "system");

        await _reindex.Run(Ct);

        Assert.Equal([1, 3], await Found(_acme));
    }

    public void Dispose() => _storage.Dispose();

    private static DocumentKey Key(Actor company, long number) => company.Key(AuditEntry.Collection, AuditEntry.PositionOf(number));

    /// <summary>As a release wrote them that had one index of the log.</summary>
    private async Task Old(Actor company, long first, int count, Func<long, string>? by = null)
    {
        var request = new CommitRequest { Database = _client.Names.Database };
        for (var number = first; number < first + count; number++)
        {
            var entry = new AuditEntry(number, AuditEntry.PositionOf(number), "", by?.Invoke(number) ?? "system", AuditAction.MailResent, "mail/1", DateTimeOffset.UnixEpoch.AddSeconds(number), "", "", "", "");
            var index = new MapValue { Fields = { ["position"] = new() { StringValue = entry.Position } } };
            request.Writes.Add(new Write { Update = FirestoreFields.Document(_client.Names.Document(Key(company, number)), 3, 1, JsonSerializer.Serialize(entry, DocumentJson.Options), index, []) });
        }

        Assert.Equal(CommitFate.Written, (await _client.Run(patience => _client.Commit(request, patience), Ct)).Fate);
    }

    private async Task<IReadOnlyList<long>> Found(Actor company) =>
        [.. (await _documents.Query<AuditEntry>(company.Query(AuditEntry.OfTime), Ct).ToList(Ct)).Select(e => e.Number)];

    private async Task<object> Written(long number) =>
        (await _client.Run(patience => _client.Get([_client.Names.Document(Key(_acme, number))], patience), Ct)).Single().Found.UpdateTime;
}
