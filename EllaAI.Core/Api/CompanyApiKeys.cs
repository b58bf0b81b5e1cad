using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Api;

/// <summary>A company's keys in one document: there are few, each request of a program reads them, and their number stays bounded.</summary>
public sealed record CompanyApiKeys(IReadOnlyList<ApiKey> Keys)
{
    public const string Collection = "api-keys";
    public const int Most = 20;

    private const string Id = "all";

    public static Problem TooMany { get; } = new(
        "api-key-too-many", $"A company can have {Most} API keys. Revoke one that is not needed any more.", ProblemKind.Conflict);

    public static async Task<Versioned<CompanyApiKeys>> Of(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var key = actor.Key(Collection, Id);
        return await documents.Get<CompanyApiKeys>(key, ct) ?? new(key, new([]), 0);
    }

    public ApiKey? Find(ApiKeyId id) => Keys.FirstOrDefault(k => k.Id == id);

    public ApiKey? Find(ApiSecret secret)
    {
        var hash = Encoding.ASCII.GetBytes(secret.Hash());
        return Keys.FirstOrDefault(k => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(k.Hash), hash));
    }

    public Result<CompanyApiKeys> Add(ApiKey key) => Keys.Count >= Most ? TooMany : this with { Keys = [.. Keys, key] };

    public CompanyApiKeys Remove(ApiKeyId id) => this with { Keys = [.. Keys.Where(k => k.Id != id)] };
}
