using System.Text.Json.Serialization;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.SingleSignOn;

/// <summary>Who may vouch for a company's members, by OpenID Connect, and for which addresses. One document: each sign-in asks for all of it.</summary>
/// <param name="Issuer">Without a slash at its end; empty while there is none.</param>
/// <param name="Secret">Sealed.</param>
/// <param name="JoinsAs">What somebody becomes who comes for the first time.</param>
/// <param name="Revision">Another one after each change of the connection: a sign-in that began before it ends there.</param>
public sealed record Provider(string Issuer, string ClientId, string Secret, Role JoinsAs, Guid Revision)
{
    public const string Collection = "sign-on";
    public const int MaxText = 500;
    public const int MaxDomains = 20;

    /// <summary>Never more by itself: who administers a company is chosen by its owners, one by one.</summary>
    public static IReadOnlyList<Role> JoinRoles { get; } = [Role.Viewer, Role.Reviewer, Role.Recruiter];

    public IReadOnlyList<ClaimedDomain> Domains { get; init; } = [];

    /// <summary>The revision that an owner has signed in with, to try it.</summary>
    public Guid? Tried { get; init; }

    [JsonIgnore]
    public bool IsSet => Issuer.Length > 0;

    [JsonIgnore]
    public bool IsTried => IsSet && Tried == Revision;

    public static async Task<Versioned<Provider>> Of(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var key = actor.Key(Collection, "provider");
        return await documents.Get<Provider>(key, ct) ?? new(key, new("", "", "", Role.Viewer, Guid.Empty), 0);
    }

    public bool Proved(string domain) => Domains.Any(d => d.Name == domain && d.ProvenAt is not null);

    /// <summary>For the audit.</summary>
    public string InShort() => IsSet ? $"{Issuer}, {ClientId}, joins as {JoinsAs}" : "";
}

/// <summary>A domain that the company says is its own.</summary>
/// <param name="Token">What has to stand in the domain's records, to prove it.</param>
public sealed record ClaimedDomain(string Name, string Token, DateTimeOffset? ProvenAt)
{
    /// <summary>The name under which the record is looked for.</summary>
    [JsonIgnore]
    public string RecordName => $"_ella-sign-in.{Name}";

    [JsonIgnore]
    public string RecordText => $"ella-domain={Token}";
}
