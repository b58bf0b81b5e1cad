namespace EllaAI.Core;

/// <summary>An expected failure.</summary>
/// <param name="Code">Stable and kebab-case: programs branch on it.</param>
/// <param name="Detail">One or two sentences for the person: what happened and what to do.</param>
public sealed record Problem(string Code, string Detail, ProblemKind Kind = ProblemKind.Invalid)
{
    /// <summary>Among the facts: after how many whole seconds it is worth asking again.</summary>
    public const string RetryAfter = "retryAfter";

    /// <summary>More for programs, by camelCase name.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();
}

public enum ProblemKind
{
    Invalid,
    NotFound,
    Forbidden,
    Conflict,
    Gone,
    TooLarge,
    TooMany,
    Unavailable,

    /// <summary>A limit of the company's plan is reached.</summary>
    OverQuota,
}

public static class Problems
{
    public static Problem Forbidden { get; } =
        new("forbidden", "Your role does not allow this. Ask an admin of your company.", ProblemKind.Forbidden);

    public static Problem NotFound { get; } = new("not-found", "This does not exist, or no longer does.", ProblemKind.NotFound);

    public static Problem Conflict { get; } =
        new("conflict", "Somebody else changed this a moment ago. Reload to see their change, then try again.", ProblemKind.Conflict);

    public static Problem KeyReused { get; } = new(
        "idempotency-key-reused", "This Idempotency-Key was sent before, for something else. Choose a new one for each thing that is to be done.", ProblemKind.Conflict);

    public static Problem TooLarge { get; } =
        new("too-large", "This is more than can be kept in one piece. Make it smaller, then try again.", ProblemKind.TooLarge);

    public static Problem Invalid(string field, string detail) => new($"invalid-{field}", detail);
}
