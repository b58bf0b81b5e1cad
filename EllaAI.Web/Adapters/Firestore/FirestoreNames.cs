using System.Text;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>
/// Where documents are: <c>companies/{company}/{collection}/{id}</c>. A company's query stays below the company's own name;
/// a query across companies asks the collection group.
/// </summary>
internal sealed class FirestoreNames(string project, string database)
{
    private const int LongestPart = 1500;

    public string Database { get; } = $"projects/{project}/databases/{database}";

    /// <summary>Everything.</summary>
    public string Root { get; } = $"projects/{project}/databases/{database}/documents";

    public string Company(string company) => $"{Root}/companies/{Escape(company)}";

    public string Document(DocumentKey key) => Document(key.Company, key.Collection, key.Id);

    public string Document(string company, string collection, string id) => $"{Company(company)}/{Escape(collection)}/{Escape(id)}";

    public (string Company, string Collection, string Id) Parse(string name) =>
        name.StartsWith(Root + "/", StringComparison.Ordinal) && name[(Root.Length + 1)..].Split('/') is ["companies", var company, var collection, var id]
            ? (Unescape(company), Unescape(collection), Unescape(id))
            : throw new InvalidOperationException($"Firestore has a document that is not ours: {name}.");

    /// <summary>Any text as one part of a path, where Firestore forbids the slash, <c>.</c>, <c>..</c> and <c>__…__</c>.</summary>
    public static string Escape(string part)
    {
        if (part.Length == 0 || Encoding.UTF8.GetByteCount(part) > LongestPart)
            throw new ArgumentException($"A part of a document's key has 1 to {LongestPart} bytes.", nameof(part));
        var safe = part.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
        return safe switch
        {
            "." or ".." => "%2E" + safe[1..],
            ['_', '_', ..] => "%5F" + safe[1..],
            _ => safe,
        };
    }

    private static string Unescape(string part) => Uri.UnescapeDataString(part);
}
