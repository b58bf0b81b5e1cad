using System.Globalization;
using System.Security.Cryptography;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

/// <summary>The code that was mailed last to an invited person, as a hash.</summary>
/// <param name="Salt">Hexadecimal, like the hash.</param>
/// <param name="TriesLeft">0 when it was used, or guessed at too often: then a new one is needed.</param>
/// <param name="Sent">How many were sent since the last that was entered.</param>
public sealed record LinkCode(InvitationId Invitation, string Salt, string Hash, DateTimeOffset SentAt, int TriesLeft, int Sent)
{
    public const string Collection = "link-code";
    public const int MaxTries = 5;

    /// <summary>Six digits are soon guessed from a hash that leaked: this makes a million of them worth some hours, and a code lives ten minutes.</summary>
    private const int Iterations = 100_000;
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(15);

    /// <summary>From here on another one may be sent: half a minute after the first, then twice as long each time.</summary>
    public DateTimeOffset NextAt => Sent == 0 ? SentAt : SentAt + Min(_longestWait, _firstWait * Math.Pow(2, Math.Min(Sent - 1, 10)));

    /// <returns>What is kept, and what is mailed.</returns>
    public static (LinkCode Kept, string Code) New(InvitationId invitation, int sentBefore, DateTimeOffset now)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var salt = RandomNumberGenerator.GetBytes(16);
        return (new(invitation, Convert.ToHexStringLower(salt), Sum(code, salt), now, MaxTries, sentBefore + 1), code);
    }

    public bool IsOver(DateTimeOffset now) => TriesLeft == 0 || now >= SentAt + _lifetime;

    public bool Is(string code) => CryptographicOperations.FixedTimeEquals(
        Convert.FromHexString(Hash), Convert.FromHexString(Sum(code, Convert.FromHexString(Salt))));

    public LinkCode Missed() => this with { TriesLeft = TriesLeft - 1 };

    public LinkCode Used() => this with { TriesLeft = 0, Sent = 0 };

    private static string Sum(string code, byte[] salt) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(code, salt, Iterations, HashAlgorithmName.SHA256, 32));

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

public static class LinkCodeProblems
{
    public static Problem Needed { get; } =
        new("code-needed", "This assessment asks for a code that is sent to your e-mail address. Open your link again to get one.", ProblemKind.Forbidden);

    public static Problem Wrong { get; } = new("code-wrong", "This is not the code that was sent last.");

    public static Problem Over { get; } = new("code-over", "This code no longer works. Ask for a new one.", ProblemKind.Gone);

    public static Problem Wait(TimeSpan left) =>
        new("code-wait", "A code was sent a moment ago. Wait before you ask for another one; the wait grows each time.", ProblemKind.TooMany)
        {
            Facts = new Dictionary<string, object?> { ["seconds"] = (int)Math.Ceiling(left.TotalSeconds) },
        };
}
