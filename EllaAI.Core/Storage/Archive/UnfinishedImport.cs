using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;

namespace EllaAI.Core.Storage.Archive;

/// <summary>
/// Lies in a store from the first document that is carried into it until all are there and compared. A run that was killed goes on
/// behind it; the product does not start on it.
/// </summary>
/// <param name="Source">Where the documents come from.</param>
/// <param name="Done">How many are there.</param>
/// <param name="Last">The last of them: company, collection, id.</param>
public sealed record UnfinishedImport(string Source, long Done, IReadOnlyList<string>? Last)
{
    public const string Collection = "import";

    public static DocumentKey Key { get; } = Actor.System(CompanyId.Platform).Key(Collection, "unfinished");

    /// <summary>The last document that is there; null before the first.</summary>
    public DocumentKey? After() => Last is [var company, var collection, var id] ? new(company, collection, id) : null;

    internal static UnfinishedImport? Of(StoredDocument? found) =>
        found?.Body is { } body ? JsonSerializer.Deserialize<UnfinishedImport>(body, DocumentJson.Options) : null;

    internal UnfinishedImport Behind(IReadOnlyList<StoredDocument> written) =>
        this with { Done = Done + written.Count, Last = Place(written[^1].Key) };

    internal static IReadOnlyList<string> Place(DocumentKey key) => [key.Company, key.Collection, key.Id];

    internal StoredDocument Document() => new(Key, 1, 1, JsonSerializer.Serialize(this, DocumentJson.Options));
}
