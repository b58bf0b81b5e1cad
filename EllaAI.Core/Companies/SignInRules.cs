using EllaAI.Core.Access;

namespace EllaAI.Core.Companies;

/// <summary>Why a session does not count for a company, although its person is a member.</summary>
public enum SignInBarrier
{
    /// <summary>The company wants its own provider to say who somebody is.</summary>
    Provider,

    /// <summary>The company wants a second step.</summary>
    SecondStep,

    /// <summary>It is open for longer than the company allows.</summary>
    TooLong,

    /// <summary>A provider opened it that the company no longer has.</summary>
    Replaced,
}

/// <summary>How a company's members have to be signed in. Part of the company, which every request reads anyway.</summary>
/// <param name="SecondStep">A password alone does not do.</param>
/// <param name="Hours">The longest that a session counts; null for no limit beside <see cref="Session.Lifetime"/>.</param>
/// <param name="ProviderOnly">Only through the company's own provider; owners also in two steps, to mend a provider that is broken.</param>
public sealed record SignInRules(bool SecondStep = false, int? Hours = null, bool ProviderOnly = false)
{
    public const int MostHours = 168;

    /// <summary>When another provider took the place of one, or none did: what a provider opened before counts no longer. Null when that never happened.</summary>
    public DateTimeOffset? ProviderSince { get; init; }

    public SignInBarrier? Bars(Session session, Role role, DateTimeOffset now) => this switch
    {
        { ProviderOnly: true } when session.Proof != SessionProof.Provider && !(role == Role.Owner && session.Proof == SessionProof.TwoSteps) => SignInBarrier.Provider,
        { SecondStep: true } when session.Proof == SessionProof.Password => SignInBarrier.SecondStep,
        { Hours: { } hours } when now - session.StartedAt > TimeSpan.FromHours(hours) => SignInBarrier.TooLong,
        { ProviderSince: { } since } when session.Proof == SessionProof.Provider && session.StartedAt < since => SignInBarrier.Replaced,
        _ => null,
    };

    /// <summary>Single sign-on is switched off for the company.</summary>
    public bool WithoutSignOn => ProviderSince == DateTimeOffset.MaxValue;

    /// <summary>While single sign-on is switched off: it is not the only way in, and what a provider opened counts no longer. Members choose a password by a link to their address.</summary>
    internal SignInRules WithoutProvider() => this with { ProviderOnly = false, ProviderSince = DateTimeOffset.MaxValue };

    internal static Problem? Check(SignInRules rules) => rules.Hours is < 1 or > MostHours
        ? Problems.Invalid("hours", $"A session can last from 1 to {MostHours} hours.")
        : null;

    /// <summary>For the audit.</summary>
    public string InShort() => string.Join(", ", new[]
    {
        ProviderOnly ? "single sign-on only" : "",
        SecondStep ? "second step" : "",
        Hours is { } hours ? $"{hours} h" : "",
    }.Where(part => part.Length > 0)) is { Length: > 0 } text ? text : "no rules";
}
