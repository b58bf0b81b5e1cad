using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>What a company asks candidates to agree to. Never changed: another text is another version.</summary>
/// <param name="Version">From 1 on.</param>
/// <param name="Text">Markdown; empty where nothing is asked any more.</param>
/// <param name="Hash">SHA-256 of the text, in hexadecimal.</param>
/// <param name="By">An account's id.</param>
public sealed record ConsentText(int Version, string Text, string Hash, DateTimeOffset Since, string By)
{
    public const string Collection = "consent-text";
    public const int MaxText = 20_000;

    public static ConsentText New(int version, string text, DateTimeOffset now, string by) =>
        new(version, text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), now, by);

    public static DocumentKey Key(Actor actor, int version) => actor.Key(Collection, version.ToString("D6", CultureInfo.InvariantCulture));

    /// <summary>What has to be agreed to now; null when nothing has.</summary>
    public static async Task<ConsentText?> Current(IDocumentStore documents, Actor actor, CancellationToken ct) =>
        await documents.Get<PrivacySettings>(actor.Key(PrivacySettings.Collection, "all"), ct) is { Value.ConsentVersion: > 0 and var version }
        && await documents.Get<ConsentText>(Key(actor, version), ct) is { Value: { Text.Length: > 0 } text }
            ? text
            : null;
}

/// <summary>That a candidate agreed, and to what.</summary>
public sealed record Agreement(int Version, string Hash, DateTimeOffset At);

public static class ConsentProblems
{
    public static Problem Missing { get; } = new("agreement-missing", "Confirm that you agree to what the company asks of you, then start.");

    public static Problem Changed { get; } = new("agreement-changed", "The company has changed this text meanwhile. Read it as it is now, then start.", ProblemKind.Conflict);
}
