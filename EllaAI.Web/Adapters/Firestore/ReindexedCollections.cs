using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>How far a collection was looked through for documents that lack a field of an index.</summary>
/// <param name="Fields">For which fields, as <see cref="FirestoreIndexed.Declared"/> writes them.</param>
/// <param name="Passes">How often all of it was.</param>
/// <param name="Due">When it is to be looked through again.</param>
/// <param name="After">Company and id of the last document of a pass that goes on; empty at its beginning.</param>
internal sealed record ReindexedCollection(string Fields, int Passes, DateTimeOffset Due, IReadOnlyList<string> After)
{
    private const int Enough = 2;

    /// <summary>Replicas of the release before may write without the new fields for as long.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromHours(1);

    public bool IsDone => Passes >= Enough;

    public ReindexedCollection Passed(DateTimeOffset now) => this with { Passes = Passes + 1, Due = now + Between, After = [] };
}

/// <summary>All collections of a database, in one document beside them.</summary>
internal sealed record ReindexedCollections(IReadOnlyDictionary<string, ReindexedCollection> Collections)
{
    public static DocumentKey Key { get; } = Actor.System(CompanyId.Platform).Key("firestore-reindexed", "all");

    /// <summary>What is still to do for the indexes that are declared now.</summary>
    public IEnumerable<(string Name, ReindexedCollection State)> Left() =>
        from declared in FirestoreIndexed.Declared.OrderBy(d => d.Key, StringComparer.Ordinal)
        let known = Collections.GetValueOrDefault(declared.Key)
        let state = known?.Fields == declared.Value ? known : new(declared.Value, 0, default, [])
        where !state.IsDone
        select (declared.Key, state);

    public ReindexedCollections With(string name, ReindexedCollection state) =>
        new(new Dictionary<string, ReindexedCollection>(Collections) { [name] = state });
}
