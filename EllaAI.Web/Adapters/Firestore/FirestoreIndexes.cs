using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>
/// <c>firestore.indexes.json</c>, made of the declared indexes, in the form that Firebase's command line takes. Firestore reads an
/// index in one direction only, so each stands there in both; an index across companies also serves each company alone.
/// </summary>
internal static class FirestoreIndexes
{
    private const string OneCollection = "COLLECTION";
    private const string AllCollections = "COLLECTION_GROUP";
    private static readonly string[] _directions = ["ASCENDING", "DESCENDING"];

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Json { get; } = JsonSerializer.Serialize(new { Indexes = Composite(), FieldOverrides = Overrides() }, _json) + "\n";

    /// <summary>Several fields together. Those of one field are overrides.</summary>
    private static IEnumerable<object> Composite() =>
        from index in DeclaredIndexes.All
        where index.Fields.Count > 0
        from scope in Scopes(index)
        from direction in _directions
        select new
        {
            CollectionGroup = FirestoreNames.Escape(index.Collection),
            QueryScope = scope,
            Fields = index.Fields.Select(f => new { FieldPath = FirestoreIndexed.Path(f), Order = _directions[0] })
                .Append(new { FieldPath = FirestoreIndexed.Path(index.OrderBy), Order = direction }),
        };

    /// <summary>Nothing else is indexed: an index that nobody asks costs each write.</summary>
    private static IEnumerable<object> Overrides() =>
    [
        .. from collection in Collections()
           from map in new[] { FirestoreFields.Index, FirestoreFields.Stored }
           select Override(collection, map, []),
        .. from index in DeclaredIndexes.All
           where index.Fields.Count == 0
           select Override(index.Collection, FirestoreIndexed.Path(index.OrderBy), [.. from scope in Scopes(index) from direction in _directions select new { Order = direction, QueryScope = scope }]),
    ];

    private static object Override(string collection, string field, object[] indexes) =>
        new { CollectionGroup = FirestoreNames.Escape(collection), FieldPath = field, Indexes = indexes };

    private static string[] Scopes(IndexSpec index) => index.AcrossCompanies ? [OneCollection, AllCollections] : [OneCollection];

    /// <summary>Also those that no index finds: each domain type names its collections in a constant.</summary>
    private static IEnumerable<string> Collections() => typeof(DeclaredIndexes).Assembly.GetExportedTypes()
        .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Where(f => f.IsLiteral && f.Name.EndsWith("Collection", StringComparison.Ordinal))
        .Select(f => (string)f.GetRawConstantValue()!)
        .Concat(DeclaredIndexes.All.Select(i => i.Collection))
        .Distinct()
        .Order(StringComparer.Ordinal);
}
