using EllaAI.Core;
using EllaAI.Core.SingleSignOn;

namespace EllaAI.Web.SingleSignOn;

/// <summary>The words for the codes that <see cref="SignOnEndpoints"/> sends to pages.</summary>
internal static class SignOnWords
{
    /// <summary>Without the numbers: whoever is told is no member yet.</summary>
    private static readonly Problem _full = new(
        "quota-members", "Your company has as many members here as it may have. Ask an owner or admin of it: whoever runs this site can raise the limit.", ProblemKind.OverQuota);

    private static readonly Dictionary<string, Problem> _all = new[]
    {
        SignOnProblems.None, SignOnProblems.Suspended, SignOnProblems.Off, SignOnProblems.Sealed, SignOnProblems.Changed, SignOnProblems.NoEmail, SignOnProblems.Unverified,
        SignOnProblems.NotYourDomain, SignOnProblems.Disabled, SignOnProblems.Another, SignOnProblems.SignedIn, SignOnFailures.Unreachable, SignOnFailures.Metadata, SignOnFailures.Issuer,
        SignOnFailures.Client, SignOnFailures.Token, SignOnFailures.Cancelled, SignOnFailures.Lost, SignOnFailures.Refused, _full,
    }.ToDictionary(p => p.Code);

    public static Problem Of(string? code) => _all.GetValueOrDefault(code ?? "", SignOnFailures.Lost);
}
