using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Api;

public readonly record struct ApiKeyId(Guid Value) : IId<ApiKeyId>
{
    public static ApiKeyId Of(Guid value) => new(value);
}

/// <summary>
/// Lets a program act for a company. It is the company's, not that of whoever made it: it goes on when they leave, and ends when it is revoked,
/// expires, or the company is suspended.
/// </summary>
/// <param name="Scopes">Names of <see cref="ApiScopes"/>.</param>
/// <param name="Hash">Of the secret, which is shown once.</param>
/// <param name="Start">How the secret begins, for people to know it again.</param>
public sealed record ApiKey(
    ApiKeyId Id, string Name, IReadOnlyList<string> Scopes, string Hash, string Start, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    public const int MaxName = 80;

    /// <summary>Days that a key may be made for.</summary>
    public static IReadOnlyList<int> Lifetimes { get; } = [30, 90, 365];

    public bool IsOver(DateTimeOffset now) => now >= ExpiresAt;

    /// <summary>For the audit log.</summary>
    public string InShort() => $"{Name}, until {ExpiresAt.UtcDateTime:yyyy-MM-dd}: {string.Join(", ", Scopes)}";

    public static Problem? Check(string name, IReadOnlyList<string> scopes, int days) => (name, scopes) switch
    {
        _ when Text.IsBlank(name) => Problems.Invalid("name", "Give it a name, such as the program that will use it."),
        ({ Length: > MaxName }, _) => Problems.Invalid("name", $"A name can have at most {MaxName} characters; this one has {name.Length:N0}."),
        _ when name.Any(Text.IsUnprintable) => Problems.Invalid("name", "A name cannot have line breaks or control characters."),
        (_, { Count: 0 }) => Problems.Invalid("scopes", "Choose at least one thing that it may do."),
        _ when scopes.Except(ApiScopes.All.Select(s => s.Name)).Any() => Problems.Invalid("scopes", "One of these scopes does not exist."),
        _ when !Lifetimes.Contains(days) => Problems.Invalid("days", $"A key is for {string.Join(", ", Lifetimes.SkipLast(1))} or {Lifetimes[^1]} days."),
        _ => null,
    };
}

/// <summary>When a key was last used, to the hour. Apart from the key, so that a use never stands in the way of a change.</summary>
public sealed record ApiKeyUse(DateTimeOffset LastUsed)
{
    public const string Collection = "api-key-use";

    /// <summary>Each note is a write.</summary>
    public static readonly TimeSpan Noted = TimeSpan.FromHours(1);

    public static DocumentKey Key(Actor actor, ApiKeyId id) => actor.Key(Collection, id);
}

/// <summary>A key whose secret was shown, or whose token is good.</summary>
public sealed record FoundApiKey(CompanyId Company, string CompanyName, ApiKey Key)
{
    /// <summary>Set where the company's keys open nothing: it has no API at the moment. They work again once it has.</summary>
    public Problem? Off { get; init; }
}
