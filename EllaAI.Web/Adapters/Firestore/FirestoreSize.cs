using System.Text;
using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>
/// How large Firestore counts a document, so that one too many is refused before it is sent. The rules are those of
/// https://firebase.google.com/docs/firestore/storage-size; the limits those of https://firebase.google.com/docs/firestore/quotas.
/// </summary>
internal static class FirestoreSize
{
    public const int LargestDocument = 1_048_576;

    /// <summary>Of one commit, with everything in it.</summary>
    public const int LargestRequest = 10 * 1024 * 1024;

    private const int OfDocument = 32;
    private const int OfName = 16;

    /// <exception cref="DocumentTooLargeException">Firestore would not take it.</exception>
    public static void Check(DocumentKey key, Document document)
    {
        if (Of(document) is > LargestDocument and var size)
            throw new DocumentTooLargeException($"The document {key} has {size:N0} bytes with its name and indexes; Firestore takes {LargestDocument:N0}.");
    }

    /// <exception cref="DocumentTooLargeException">Firestore would not take it.</exception>
    public static void Check(CommitRequest request)
    {
        if (request.CalculateSize() is > LargestRequest and var size)
            throw new DocumentTooLargeException($"The commit has {size:N0} bytes; Firestore takes {LargestRequest:N0}.");
    }

    public static int Of(Document document) => OfDocument + Name(document.Name) + Fields(document.Fields);

    // Counted from the path below the database on.
    private static int Name(string name) => OfName + name.Split('/').Skip(5).Sum(Text);

    private static int Fields(IEnumerable<KeyValuePair<string, Value>> fields) => fields.Sum(f => Text(f.Key) + Of(f.Value));

    private static int Text(string text) => Encoding.UTF8.GetByteCount(text) + 1;

    private static int Of(Value value) => value.ValueTypeCase switch
    {
        Value.ValueTypeOneofCase.StringValue => Text(value.StringValue),
        Value.ValueTypeOneofCase.BytesValue => value.BytesValue.Length,
        Value.ValueTypeOneofCase.MapValue => OfDocument + Fields(value.MapValue.Fields),
        Value.ValueTypeOneofCase.ArrayValue => value.ArrayValue.Values.Sum(Of),
        Value.ValueTypeOneofCase.BooleanValue or Value.ValueTypeOneofCase.NullValue => 1,
        _ => 8,
    };
}
