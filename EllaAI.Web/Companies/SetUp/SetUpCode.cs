using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Companies.SetUp;

/// <summary>Who may set up an installation: whoever can read what it printed when it started.</summary>
/// <param name="CodeHash">SHA-256, in hexadecimal.</param>
/// <param name="For">The address that has begun with it, as addresses are compared; null for none. Another one cannot go on from there.</param>
public sealed record SetUpCode(string CodeHash, string? For = null)
{
    private const string Collection = "set-up";
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    private static DocumentKey Key => _platform.Key(Collection, "code");

    /// <summary>False until somebody sees to the platform.</summary>
    public static async Task<bool> IsDone(IDocumentStore documents, CancellationToken ct) => (await Roster.Of(documents, _platform, ct)).Value.Owners > 0;

    /// <summary>A new one in place of the one before, for anybody to begin with: that of the process that started last counts.</summary>
    public static async Task<string> Make(IDocumentStore documents, CancellationToken ct)
    {
        while (true)
        {
            var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
            var before = await documents.Get<SetUpCode>(Key, ct);
            if (await documents.Commit([new(Key, new SetUpCode(HashOf(code)), before?.Version ?? 0)], [], ct)) return code;
        }
    }

    /// <summary>True for whoever has the code and is the first with it, or the same person once more.</summary>
    public static async Task<bool> Take(IDocumentStore documents, string code, string email, CancellationToken ct)
    {
        if (await documents.Get<SetUpCode>(Key, ct) is not { } found) return false;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(found.Value.CodeHash), Encoding.ASCII.GetBytes(HashOf(code.Trim())))) return false;
        var wanted = Account.Normal(email);
        return found.Value.For == wanted || (found.Value.For is null && await documents.Commit([Change.Update(found, found.Value with { For = wanted })], [], ct));
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
