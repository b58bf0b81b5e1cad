using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Impersonations;

public readonly record struct ImpersonationId(Guid Value) : IId<ImpersonationId>
{
    public static ImpersonationId Of(Guid value) => new(value);
}

public enum ImpersonationState
{
    Running,
    Ended,
}

/// <summary>Why one is over.</summary>
public enum ImpersonationEnd
{
    /// <summary>By whoever acted.</summary>
    Ended,
    TimeUp,
    ByOwner,
    ByPlatform,

    /// <summary>The session of it was ended, or the admin's own was.</summary>
    SessionOver,

    /// <summary>Whoever acted is an admin of the platform no more.</summary>
    RoleLost,

    /// <summary>The company asks for a second step since, and whoever acted had shown none.</summary>
    SecondStep,

    /// <summary>The member is disabled, removed, or an admin of the platform.</summary>
    MemberGone,

    /// <summary>The company is suspended, or deleted.</summary>
    CompanyClosed,
}

/// <summary>
/// An admin of the platform acts as a member of a company, in that company alone. Lies in the company: it is its to know and to end. Whether one still
/// counts is asked anew at every read of its session.
/// </summary>
/// <param name="Reason">In the words of whoever acts; members see it.</param>
/// <param name="Own">Their own session, without which this one is nothing.</param>
/// <param name="Session">In which they act.</param>
public sealed record Impersonation(
    ImpersonationId Id, AccountId By, AccountId As, string Reason, SessionId Own, SessionId Session, DateTimeOffset StartedAt, DateTimeOffset Until)
{
    public const string Collection = "impersonation";
    public const int MinReason = 10;
    public const int MaxReason = 500;

    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);

    public static IndexSpec InState { get; } = new(Collection, "impersonation-in-state", ["state"], "startedAt", AcrossCompanies: true);

    public ImpersonationState State { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public ImpersonationEnd? End { get; init; }

    public static DocumentKey Key(Actor actor, ImpersonationId id) => actor.Key(Collection, id);

    /// <summary>One line, as it is kept: line breaks in what was typed are spaces.</summary>
    public static Result<string> Reasoned(string typed)
    {
        var reason = typed.ReplaceLineEndings(" ").Trim();
        return reason switch
        {
            _ when reason.Length < MinReason || Text.IsBlank(reason) => Problems.Invalid("reason", $"Say why, in {MinReason} characters or more: the company's owners are sent it, and it stays in the log."),
            { Length: > MaxReason } => Problems.Invalid("reason", $"A reason can have at most {MaxReason} characters; this one has {reason.Length:N0}."),
            _ when reason.Any(Text.IsUnprintable) => Problems.Invalid("reason", "A reason cannot have control characters."),
            _ => reason,
        };
    }

    public Impersonation Finish(ImpersonationEnd end, DateTimeOffset now) => this with { State = ImpersonationState.Ended, End = end, EndedAt = now < Until ? now : Until };
}
