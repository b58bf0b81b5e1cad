using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;
using Google.Protobuf;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>
/// What a document of ours has as fields in Firestore: a map of what is kept, and a map of what it is found by. Two maps, because
/// Firestore indexes every field unless told otherwise, and bounds how often it can be told: a map is told once for all in it.
/// </summary>
internal static class FirestoreFields
{
    /// <summary>Version, schema, the body's JSON, and the last commits. Nobody asks for it, so it is not indexed.</summary>
    public const string Stored = "stored";

    /// <summary>The declared indexes' fields, taken out of the body.</summary>
    public const string Index = "index";

    /// <summary>How many of the last commits a document remembers; see <see cref="FoundDocument.WriterOf"/>.</summary>
    public const int RememberedCommits = 8;

    private const string Version = "version";
    private const string Schema = "schema";
    private const string Body = "body";
    private const string Commits = "commits";

    /// <summary>All but the body and the index.</summary>
    public static IReadOnlyList<string> State { get; } = [$"{Stored}.{Version}", $"{Stored}.{Commits}"];

    public static Document Document(string name, long version, int schema, string body, MapValue index, IEnumerable<ByteString> commits)
    {
        var stored = new MapValue
        {
            Fields =
            {
                [Version] = new() { IntegerValue = version },
                [Schema] = new() { IntegerValue = schema },
                [Body] = new() { StringValue = body },
            },
        };
        var document = new Document { Name = name, Fields = { [Stored] = new() { MapValue = stored }, [Index] = new() { MapValue = index } } };
        document.Remember(commits);
        return document;
    }

    /// <param name="commits">Newest first.</param>
    public static void Remember(this Document document, IEnumerable<ByteString> commits)
    {
        var newest = new ArrayValue();
        newest.Values.AddRange(commits.Take(RememberedCommits).Select(c => new Value { BytesValue = c }));
        document.Fields[Stored].MapValue.Fields[Commits] = new() { ArrayValue = newest };
    }

    public static long VersionOf(this Document document) => document.Of(Version).IntegerValue;

    public static int SchemaOf(this Document document) => (int)document.Of(Schema).IntegerValue;

    public static string BodyOf(this Document document) => document.Of(Body).StringValue;

    public static IReadOnlyList<ByteString> CommitsOf(this Document document) => [.. document.Of(Commits).ArrayValue.Values.Select(v => v.BytesValue)];

    public static T Read<T>(this Schemas schemas, string collection, Document document) =>
        schemas.Read<T>(collection, document.SchemaOf(), document.BodyOf());

    private static Value Of(this Document document, string field) => document.Fields[Stored].MapValue.Fields[field];
}
