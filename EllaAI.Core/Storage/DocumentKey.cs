namespace EllaAI.Core.Storage;

/// <summary>Where one document lives. Only <see cref="Access.Actor"/> makes one, so that no code can reach into another company by mistake.</summary>
public sealed record DocumentKey
{
    internal DocumentKey(string company, string collection, string id) =>
        (Company, Collection, Id) = (company, collection, id);

    public string Company { get; }

    public string Collection { get; }

    public string Id { get; }

    public override string ToString() => $"{Company}/{Collection}/{Id}";
}

/// <param name="Version">1 after the first commit, one more after each.</param>
/// <param name="Cursor">Where a query goes on after this document; empty when it was read by its key.</param>
public sealed record Versioned<T>(DocumentKey Key, T Value, long Version, string Cursor = "");

/// <summary>One write of a commit.</summary>
/// <param name="Value">Null deletes.</param>
/// <param name="ExpectedVersion">The version that was read; 0 when the document must not exist yet.</param>
public sealed record Change(DocumentKey Key, object? Value, long ExpectedVersion)
{
    public static Change Create(DocumentKey key, object value) => new(key, value, 0);

    public static Change Update<T>(Versioned<T> read, T value) => new(read.Key, value, read.Version);
}
