using EllaAI.Core;
using EllaAI.Core.SingleSignOn;

namespace EllaAI.Web.SingleSignOn;

/// <summary>The words for the codes that <see cref="SignOnEndpoints"/> sends to pages.</summary>
internal static class SignOnWords
{
    private static readonly Dictionary<string, Problem> _all = new[]
    {
        SignOnProblems.None, SignOnProblems.Suspended, SignOnProblems.Sealed, SignOnProblems.Changed, SignOnProblems.NoEmail, SignOnProblems.Unverified,
        SignOnProblems.NotYourDomain, SignOnProblems.Disabled, SignOnProblems.Another, SignOnProblems.SignedIn, SignOnFailures.Unreachable, SignOnFailures.Metadata, SignOnFailures.Issuer,
        SignOnFailures.Client, SignOnFailures.Token, SignOnFailures.Cancelled, SignOnFailures.Lost, SignOnFailures.Refused,
    }.ToDictionary(p => p.Code);

    public static Problem Of(string? code) => _all.GetValueOrDefault(code ?? "", SignOnFailures.Lost);
}
