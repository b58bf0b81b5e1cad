using System.Diagnostics;
using EllaAI.Core.Access;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>Answers that are lost, and a service that does not answer.</summary>
[Collection(FirestoreTests.Name)]
public sealed class FirestoreFaultTests : IDisposable
{
    private static readonly Actor _acme = Actor.System(new("acme"));
    private static readonly DocumentKey _note = _acme.Key("note", "1");
    private readonly FirestoreEmulator _emulator;
    private readonly FirestoreStorage _storage;
    private readonly LossyRoute _route;

    public FirestoreFaultTests(FirestoreEmulator emulator)
    {
        emulator.Require();
        (_emulator, _storage, _route) = (emulator, new(emulator), new(emulator.Host));
        Direct = _storage.Open(TimeProvider.System).Documents;
        Lossy = _storage.Open(TimeProvider.System, by: _route.Host).Documents;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDocumentStore Direct { get; }

    private IDocumentStore Lossy { get; }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_written_once_and_told_so()
    {
        await Write(Direct, 0, "first");
        _route.LoseNextAnswer(() => Version(2));

        Assert.True(await Lossy.Commit([new(_note, "second", 1)], [new Noted(_acme.Company, "event")], Ct));

        Assert.Equal(new Versioned<string>(_note, "second", 2), await Direct.Get<string>(_note, Ct));
        Assert.Single(await Pending());
    }

    [Fact]
    public async Task A_creation_whose_answer_is_lost_is_told_as_written()
    {
        _route.LoseNextAnswer(() => Version(1));

        Assert.True(await Write(Lossy, 0, "first"));
        Assert.False(await Write(Lossy, 0, "again"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_lost_answer_is_told_as_written_though_others_wrote_since(int others)
    {
        await Write(Direct, 0, "first");
        _route.LoseNextAnswer(async () =>
        {
            await Version(2);
            for (var i = 0; i < others; i++) Assert.True(await Write(Direct, 2 + i, "other"));
        });

        Assert.True(await Write(Lossy, 1, "second"));
        Assert.Equal(2 + others, (await Direct.Get<string>(_note, Ct))!.Version);
    }

    [Fact]
    public async Task When_so_many_wrote_since_that_nobody_can_tell_it_says_so()
    {
        await Write(Direct, 0, "first");
        _route.LoseNextAnswer(async () =>
        {
            await Version(2);
            for (var i = 0; i < 8; i++) Assert.True(await Write(Direct, 2 + i, "other"));
        });

        Assert.True((await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(Lossy, 1, "second"))).MayBeWritten);
    }

    [Fact]
    public async Task A_commit_that_did_not_arrive_is_sent_again()
    {
        await Write(Direct, 0, "first");
        _route.LoseNextCommit(() => Task.CompletedTask);

        Assert.True(await Write(Lossy, 1, "second"));
        Assert.Equal(new Versioned<string>(_note, "second", 2), await Direct.Get<string>(_note, Ct));
    }

    [Fact]
    public async Task A_commit_that_did_not_arrive_before_anothers_is_stale()
    {
        await Write(Direct, 0, "first");
        _route.LoseNextCommit(() => Write(Direct, 1, "other"));

        Assert.False(await Write(Lossy, 1, "second"));
        Assert.Equal(new Versioned<string>(_note, "other", 2), await Direct.Get<string>(_note, Ct));
    }

    [Fact]
    public async Task A_lost_deletion_is_told_by_what_was_written_with_it()
    {
        await Write(Direct, 0, "first");
        _route.LoseNextAnswer(() => Version(null));

        Assert.True(await Lossy.Commit([new(_note, null, 1), Change.Create(_acme.Key("note", "2"), "beside")], [], Ct));
    }

    [Fact]
    public async Task Of_a_lost_deletion_alone_nobody_can_tell()
    {
        await Write(Direct, 0, "first");
        _route.LoseNextAnswer(() => Version(null));

        Assert.True((await Assert.ThrowsAsync<StoreUnavailableException>(() => Lossy.Commit([new(_note, null, 1)], [], Ct))).MayBeWritten);
    }

    [Fact]
    public async Task Fifty_increments_end_at_exactly_fifty_though_many_answers_are_lost()
    {
        await Write(Direct, 0, 0);
        _route.LossEvery = 15;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(Increment, Ct)));

        Assert.Equal(50, (await Direct.Get<int>(_note, Ct))!.Value);

        async Task Increment()
        {
            Versioned<int> read;
            do read = (await Lossy.Get<int>(_note, Ct))!;
            while (!await Lossy.Commit([Change.Update(read, read.Value + 1)], [], Ct));
        }
    }

    [Fact]
    public async Task A_frozen_service_fails_calls_in_time_and_serves_the_same_store_when_it_thaws()
    {
        var store = _storage.Open(TimeProvider.System, timeoutSeconds: 2).Documents;
        await Write(store, 0, "first");
        var start = Stopwatch.GetTimestamp();
        _emulator.Freeze();
        try
        {
            Task[] calls = [store.Get<string>(_note, Ct), store.Query<Mail>(_acme.Query(Mail.Newest), Ct).ToList(Ct), Write(store, 1, "second")];
            foreach (var call in calls) await Assert.ThrowsAsync<StoreUnavailableException>(() => call);
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 4);
        }
        finally
        {
            _emulator.Continue();
        }

        // What was sent to it while it was frozen may still be done.
        Versioned<string> found;
        do found = await Answered(() => store.Get<string>(_note, Ct));
        while (!await Answered(() => Write(store, found.Version, "third")));
        Assert.Equal(new Versioned<string>(_note, "third", found.Version + 1), await Answered(() => store.Get<string>(_note, Ct)));
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_let_go_at_once()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await Write(Direct, 0, "first");
        _emulator.Freeze();
        try
        {
            Task[] calls = [Direct.Get<string>(_note, giveUp.Token), Direct.Query<Mail>(_acme.Query(Mail.Newest), giveUp.Token).ToList(giveUp.Token), Direct.Commit([new(_note, "second", 1)], [], giveUp.Token)];
            var start = Stopwatch.GetTimestamp();
            await giveUp.CancelAsync();
            foreach (var call in calls) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 2);
        }
        finally
        {
            _emulator.Continue();
        }
    }

    [Fact]
    public async Task Where_nobody_listens_calls_fail_in_time()
    {
        _route.Dispose();
        var store = _storage.Open(TimeProvider.System, timeoutSeconds: 1, by: _route.Host).Documents;
        var start = Stopwatch.GetTimestamp();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Get<string>(_note, Ct));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(store, 0, "first"));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 4);
    }

    public void Dispose()
    {
        _storage.Dispose();
        _route.Dispose();
    }

    private static Task<bool> Write(IDocumentStore store, long version, object value) => store.Commit([new(_note, value, version)], [], Ct);

    /// <summary>Returns when the note has this version; null when it is gone.</summary>
    private async Task Version(long? version)
    {
        while ((await Direct.Get<object>(_note, Ct))?.Version != version) await Task.Delay(5, Ct);
    }

    /// <summary>What a call answers as soon as it is answered again.</summary>
    private static async Task<T> Answered<T>(Func<Task<T?>> call)
    {
        while (true)
            try
            {
                return (await call())!;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(10, Ct);
            }
    }

    private async Task<List<OutboxEvent>> Pending() => await Direct.Query<OutboxEvent>(
        Actor.System(Core.Companies.CompanyId.Platform).QueryEverywhere(OutboxEvent.Pending), Ct).ToList(Ct);
}
