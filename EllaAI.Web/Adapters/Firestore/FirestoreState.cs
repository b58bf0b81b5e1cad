using EllaAI.Wire.Firestore;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>Which version of a document is there, and who wrote it.</summary>
internal sealed record FoundDocument(long Version, IReadOnlyList<ByteString> Commits, Timestamp Created, Timestamp Updated)
{
    public static FoundDocument Of(Document document) =>
        new(document.VersionOf(), document.CommitsOf(), document.CreateTime, document.UpdateTime);

    /// <summary>The commit that wrote a version, by which that commit knows its own work after its answer was lost. Null when it is too long ago.</summary>
    public ByteString? WriterOf(long version) => Version - version is >= 0 and var later && later < Commits.Count ? Commits[(int)later] : null;
}

/// <summary>Some documents as they were at one time of Firestore's clock.</summary>
internal sealed class FirestoreState(IReadOnlyList<BatchGetDocumentsResponse> answers)
{
    private readonly Dictionary<string, FoundDocument> _found = answers
        .Where(a => a.Found is not null)
        .ToDictionary(a => a.Found.Name, a => FoundDocument.Of(a.Found));

    public Timestamp At { get; } = answers.Where(a => a.ReadTime is not null).Max(a => a.ReadTime) ?? new Timestamp();

    /// <summary>Null when it is not there.</summary>
    public FoundDocument? this[string name] => _found.GetValueOrDefault(name);
}
