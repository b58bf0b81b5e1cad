using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Privacy;

/// <summary>A ledger's file in memory: outlives the documents, as the real one does.</summary>
public sealed class MemoryErasureFile : IErasureFile
{
    private readonly List<LedgerLine> _lines = [];

    public IReadOnlyList<LedgerLine> Read()
    {
        lock (_lines) return [.. _lines];
    }

    public void Append(IReadOnlyList<LedgerLine> lines)
    {
        lock (_lines) _lines.AddRange(lines);
    }
}

/// <summary>Documents whose process is killed before its commit of this number.</summary>
internal sealed class KilledStore(IDocumentStore inner, int commit) : IDocumentStore
{
    private int _commits;

    public Task<Versioned<T>?> Get<T>(DocumentKey key, CancellationToken ct) => inner.Get<T>(key, ct);

    public IAsyncEnumerable<Versioned<T>> Query<T>(DocumentQuery query, CancellationToken ct) => inner.Query<T>(query, ct);

    public IAsyncEnumerable<StoredDocument> Walk(DocumentRange range, CancellationToken ct) => inner.Walk(range, ct);

    public Task<bool> Commit(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, CancellationToken ct) =>
        Interlocked.Increment(ref _commits) == commit ? throw new KilledException() : inner.Commit(changes, events, ct);
}

internal sealed class KilledException : Exception;

/// <summary>What Acme does about people, and what they leave behind in it.</summary>
internal sealed class People
{
    public const string Code = "print('ann was here')";

    public People(Acme acme, IDocumentStore? documents = null, MemoryErasureFile? file = null)
    {
        (Acme, File) = (acme, file ?? new());
        var store = documents ?? acme.Documents;
        var close = new CloseAttempt(store, acme.Papers, acme.Executions, acme.Clock);
        var removal = new Core.Members.RemoveMember(store, acme.Clock);
        Ledger = new(store, File);
        Traces = new(store);
        Find = new(store, Traces, Ledger, acme.Clock);
        Ask = new(store, Traces, Ledger, removal, acme.Clock);
        Run = new(store, Traces, new(store), Ledger, new(store, close, removal, acme.Cache, acme.Clock));
        AskExport = new(store, Traces, Ledger, acme.Clock);
        Export = new(store, Traces, new(store), acme.Clock);
        Exports = new(store, acme.Clock);
        Erasures = new(store);
        Deletion = new(store, acme.Clock);
        Companies = new(store, Ledger, acme.Cache, acme.Clock);
        Again = new(store, Ledger, Ask, Companies);
        Retention = new(store, acme.Clock);
        Old = new(store, Traces, acme.Cache, acme.Clock);
        Texts = new(store, acme.Clock);
        Consent = new(store, acme.Attempts);
        Forget = new(store, acme.Clock);
    }

    public Acme Acme { get; }

    public MemoryErasureFile File { get; }

    public ErasureLedger Ledger { get; }

    public FindTraces Traces { get; }

    public FindPerson Find { get; }

    public AskErasure Ask { get; }

    public RunErasure Run { get; }

    public AskExport AskExport { get; }

    public RunExport Export { get; }

    public ReadExports Exports { get; }

    public ListErasures Erasures { get; }

    public EraseAgain Again { get; }

    public SetRetention Retention { get; }

    public EraseOldAttempts Old { get; }

    public SetConsentText Texts { get; }

    public ReadConsentText Consent { get; }

    public ForgetExports Forget { get; }

    public AskDeletion Deletion { get; }

    public DeleteCompanies Companies { get; }

    public Actor Admin { get; } = Acme.As(Role.Admin);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<string> Invited(string email, string name) =>
        (await Acme.Invite.Run(Acme.Recruiter, Acme.Assessment.Id, name, email, Acme.Site, Ct)).Value().Link.Segments[^1];

    /// <summary>Everything that Ann can leave behind: two invitations, one with a code, practice, typing, runs, submissions, another device.</summary>
    public async Task<Attempt> AnnLeavesAll()
    {
        var locked = await Acme.InviteAnnWithCode();
        (await new SendLinkCode(Acme.Documents, Acme.OpenLink, Acme.Clock).Run(locked, Ct)).Value();
        var token = await Acme.InviteAnn();
        var opened = (await Acme.OpenLink.Run(token, Ct)).Value();
        (await Acme.Request.Practice(opened, Acme.Order(ExecutionKind.Run, Acme.Sum, Code), Ct)).Value();
        var attempt = (await Acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Value();
        var candidate = Acme.Candidate(attempt);
        (await Acme.Workbooks.Run(candidate, attempt.Id, Ct)).Value();
        for (var i = 1; i <= 130; i++)
            (await Acme.Journal.Run(candidate, attempt.Id, new(1, i, [new Snapshotted(i, Acme.Sum.Id, "python", $"{Code}  # {i}")]), Ct)).Value();
        (await Acme.Submit(attempt, Acme.Sum, Code)).Value();
        await Acme.RunQueue();
        return attempt;
    }

    /// <summary>Everything about Ann that any document holds, whatever it is for.</summary>
    public static IReadOnlyList<string> Left(MemoryData data, params string[] words)
    {
        lock (data.Gate)
            return [.. data.Documents.Where(d => words.Any(w => d.Value.Body.Contains(w, StringComparison.OrdinalIgnoreCase) || d.Key.Id.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(d => d.Key.ToString())];
    }

    public IReadOnlyList<string> LeftOfAnn() => Left(Acme.Data, "ann@example.com", "Ann Lee", "ann was here");

    /// <summary>The documents of others, with their versions.</summary>
    public IReadOnlyList<string> Others(params string[] words)
    {
        lock (Acme.Data.Gate)
            return [.. Acme.Data.Documents.Where(d => words.Any(w => d.Value.Body.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(d => $"{d.Key} {d.Value.Version}").Order()];
    }
}
