using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Api;

/// <summary>Signs programs' tokens: a key pair on the curve P-256.</summary>
/// <param name="X">Of the public half, in base64url, as in RFC 7518; so is <paramref name="Y"/>.</param>
/// <param name="Sealed">The private half.</param>
public sealed record SigningKey(string Id, string X, string Y, string Sealed, DateTimeOffset CreatedAt);

/// <summary>The installation's signing keys in one document, newest first: each is published for a while before it signs, and known until its last token has ended.</summary>
public sealed record SigningKeys(IReadOnlyList<SigningKey> Keys)
{
    public const string Collection = "signing-keys";
    private const string Id = "all";

    /// <summary>How long a token is good. No more than a quarter of an hour: what it says of its program is looked up anew, but not its signature.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long a key signs.</summary>
    public static readonly TimeSpan Signs = TimeSpan.FromDays(30);

    /// <summary>How long a key is published before it signs: longer than anybody keeps the list.</summary>
    public static readonly TimeSpan Announced = TimeSpan.FromMinutes(10);

    /// <summary>Replicas that read a moment earlier, and clocks that differ.</summary>
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(5);

    public static async Task<Versioned<SigningKeys>> Of(IDocumentStore documents, CancellationToken ct)
    {
        var key = Actor.System(CompanyId.Platform).Key(Collection, Id);
        return await documents.Get<SigningKeys>(key, ct) ?? new(key, new([]), 0);
    }

    public bool IsDue(DateTimeOffset now) => Keys is [] || now - Keys[0].CreatedAt >= Signs;

    /// <summary>Those that may sign, best first: the newest that everybody has heard of, then the others. A first key, or one that takes the place of a lost one, cannot wait.</summary>
    public IEnumerable<SigningKey> Signers(DateTimeOffset now)
    {
        var heard = Keys.FirstOrDefault(key => now - key.CreatedAt >= Announced);
        return (heard is null ? [] : new[] { heard }).Concat(Keys.Where(key => now - key.CreatedAt < Announced).Reverse());
    }

    public SigningKeys Add(SigningKey key) => new([key, .. Keys]);

    /// <summary>Without those whose last token has ended.</summary>
    public SigningKeys Known(DateTimeOffset now) => new([.. Keys.Where((_, i) => i == 0 || now < Keys[i - 1].CreatedAt + Announced + TokenLifetime + _margin)]);
}

/// <summary>Keeps the private halves of signing keys so that the database alone signs nothing.</summary>
public interface ISigningSeal
{
    string Seal(string key, byte[] secret);

    /// <summary>Null when it cannot be opened any more.</summary>
    byte[]? Open(string key, string sealedSecret);
}
