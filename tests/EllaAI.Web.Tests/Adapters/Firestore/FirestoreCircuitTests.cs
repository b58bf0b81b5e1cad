using EllaAI.Core.Access;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>A service that fails again and again is left alone, and asked again by itself.</summary>
[Collection(FirestoreTests.Name)]
public sealed class FirestoreCircuitTests : IDisposable
{
    private static readonly DocumentKey _note = Actor.System(new("acme")).Key("note", "1");
    private readonly FirestoreEmulator _emulator;
    private readonly FirestoreStorage _storage;
    private readonly FakeTimeProvider _clock = new();
    private readonly Circuits _circuits;
    private readonly IDocumentStore _documents;

    public FirestoreCircuitTests(FirestoreEmulator emulator)
    {
        (_emulator, _storage, _circuits) = (emulator, new(emulator), new(_clock));
        _documents = _storage.Open(TimeProvider.System, timeoutSeconds: 1, circuits: _circuits).Documents;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Circuit Circuit => Assert.Single(_circuits.All);

    [Fact]
    public async Task Frozen_it_is_left_alone_and_thawed_it_is_asked_again_and_has_all_that_was_acknowledged()
    {
        await Until.True(() => Answers(() => Write(0)));
        await Frozen(async () =>
        {
            await Until.True(async () => !await Answers(Read) && Circuit.State == "open");

            var read = await Assert.ThrowsAsync<StoreUnavailableException>(Read);
            var written = await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(1));
            Assert.Contains("left alone", read.Message, StringComparison.Ordinal);
            Assert.Contains("left alone", written.Message, StringComparison.Ordinal);
            Assert.False(written.MayBeWritten);

            _clock.Advance(ResiliencePlan.StaysOpen * 2);
            Assert.DoesNotContain("left alone", (await Assert.ThrowsAsync<StoreUnavailableException>(Read)).Message, StringComparison.Ordinal);
            Assert.Equal("open", Circuit.State);
        });

        await Until.True(async () =>
        {
            _clock.Advance(ResiliencePlan.StaysOpen * 2);
            return await Answers(Read);
        });
        Assert.Equal(("closed", ""), (Circuit.State, Circuit.Problem));
        Assert.Equal(new Versioned<string>(_note, "after 0", 1), await _documents.Get<string>(_note, Ct));
    }

    [Fact]
    public async Task Who_gives_up_waiting_says_nothing_about_it()
    {
        await Until.True(() => Answers(() => Write(0)));
        await Frozen(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                var read = _documents.Get<string>(_note, giveUp.Token);
                await giveUp.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
            }
        });

        Assert.Equal(("closed", ""), (Circuit.State, Circuit.Problem));
    }

    [Fact]
    public async Task What_it_would_not_take_says_nothing_about_it()
    {
        var indexed = new Dictionary<string, string> { ["at"] = new('x', 1501) };
        for (var i = 0; i < 10; i++)
            await Assert.ThrowsAsync<DocumentTooLargeException>(() => _documents.Commit([Change.Create(Actor.System(new("acme")).Key("mail", "1"), indexed)], [], Ct));

        Assert.Equal(("closed", ""), (Circuit.State, Circuit.Problem));
    }

    public void Dispose() => _storage.Dispose();

    private async Task Frozen(Func<Task> meanwhile)
    {
        _emulator.Freeze();
        try
        {
            await meanwhile();
        }
        finally
        {
            _emulator.Continue();
        }
    }

    private Task<Versioned<string>?> Read() => _documents.Get<string>(_note, Ct);

    private Task<bool> Write(long version) => _documents.Commit([new(_note, $"after {version}", version)], [], Ct);

    private static async Task<bool> Answers(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
