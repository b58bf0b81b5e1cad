using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <summary>Of an address, so that one address can be invited into a company only once at a time.</summary>
public readonly record struct MemberInvitationId(Guid Value) : IId<MemberInvitationId>
{
    public static MemberInvitationId Of(Guid value) => new(value);

    public static MemberInvitationId Of(string email) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToUpperInvariant())).AsSpan(0, 16)));
}

/// <summary>Somebody is asked to act for the company. Gone once they do, or it is revoked.</summary>
/// <param name="TokenHash">Of the link's secret; the secret itself is only in the mail.</param>
public sealed record MemberInvitation(MemberInvitationId Id, string Email, Role Role, AccountId? InvitedBy, string TokenHash, DateTimeOffset SentAt)
{
    public const string Collection = "member-invitation";
    public const int MaxOpen = 200;

    /// <summary>How long the link opens.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromDays(7);

    public static IndexSpec Newest { get; } = new(Collection, "member-invitation-newest", [], "sentAt");

    public static IndexSpec ByToken { get; } = new(Collection, "member-invitation-by-token", ["tokenHash"], "sentAt");

    /// <summary>For the audit log, which is kept for ever: random, while the id can be told from an address that somebody guesses.</summary>
    public Guid Mark { get; init; }

    [JsonIgnore]
    public DateTimeOffset ExpiresAt => SentAt + Open;

    public bool IsExpired(DateTimeOffset now) => now >= ExpiresAt;
}
