using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Core.Tests.Storage;

/// <summary>A store, opened over data that may outlive it.</summary>
public sealed record OpenStorage(IDocumentStore Documents, OutboxBell Bell);

/// <summary>What the contracts of storage share. An adapter's tests inherit a contract and say how the adapter is opened.</summary>
public abstract class StorageContract : IDisposable
{
    protected static readonly Actor Acme = Actor.System(new("acme"));
    protected static readonly Actor Globex = Actor.System(new("globex"));
    protected static readonly Actor Platform = Actor.System(CompanyId.Platform);
    private readonly Lock _opening = new();
    private OpenStorage? _open;

    /// <summary>As if the documents of <c>old-note</c> had once been called otherwise: whoever opens a store for a contract gives it these.</summary>
    public static Schemas Schemas { get; } = new(
    [
        new("old-note", 1, note => { note["text"] = note["words"]!.GetValue<string>(); note.Remove("words"); }),
        new("old-note", 2, note => note["text"] = $"{note["text"]}!"),
    ]);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Clock { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    protected IDocumentStore Documents => Opened.Documents;

    protected OutboxBell Bell => Opened.Bell;

    private OpenStorage Opened
    {
        get
        {
            // Many ask at once.
            lock (_opening) return _open ??= Open();
        }
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens what is there, as a process does that starts.</summary>
    protected abstract OpenStorage Open();

    /// <summary>From here on the tests see what a process that was killed this moment left behind.</summary>
    protected void KillAndReopen() => _open = OpenAfterKill();

    protected abstract OpenStorage OpenAfterKill();

    protected abstract void Close();

    protected async Task<bool> Create(DocumentKey key, object value, params IReadOnlyList<IEvent> events) =>
        await Documents.Commit([Change.Create(key, value)], events, Ct);

    /// <summary>Events that were committed and not handed on, in the order of their commits.</summary>
    protected async Task<List<OutboxEvent>> Pending() =>
        await Documents.Query<OutboxEvent>(Platform.QueryEverywhere(OutboxEvent.Pending), Ct).ToList(Ct);

    protected async Task<T?> Read<T>(DocumentKey key)
        where T : class => (await Documents.Get<T>(key, Ct))?.Value;
}

/// <summary>An event that only these tests know.</summary>
[EventContract("test.noted", 1)]
public sealed record Noted(CompanyId Company, string Text) : IEvent
{
    /// <summary>What stands before a colon.</summary>
    string IEvent.Subject => Text.Split(':')[0];
}
