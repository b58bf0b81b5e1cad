using EllaAI.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EllaAI.Web.SingleSignOn;

/// <summary>What went wrong between us and a provider, each by a code that a page has words for. What the provider said itself is not repeated.</summary>
internal static class SignOnFailures
{
    public static Problem Unreachable { get; } = new(
        "sign-on-unreachable", "Your company's provider does not answer, or not as one. Try again in a moment; if it stays so, tell whoever looks after it.", ProblemKind.Unavailable);

    public static Problem Metadata { get; } = new("sign-on-metadata", "Your company's provider names addresses that are not allowed here. They have to start with https://.");

    public static Problem Issuer { get; } = new("sign-on-issuer", "Your company's provider calls itself otherwise than in the settings here. An owner has to enter the issuer exactly as the provider names it.");

    public static Problem Client { get; } = new("sign-on-client", "Your company's provider does not take the client ID and secret that are in the settings here. An owner has to enter them anew.");

    public static Problem Token { get; } = new("sign-on-token", "What your company's provider sent is not in order: it is not signed by it, not for this site, not for this sign-in, or no longer valid. Start again.");

    public static Problem Cancelled { get; } = new("sign-on-cancelled", "You cancelled at your company's provider, or it did not let you in.");

    public static Problem Lost { get; } = new("sign-on-state", "This sign-in was used already, took too long, or began in another browser. Start again.");

    public static Problem Refused { get; } = new("sign-on-refused", "Your company's provider refused. Tell whoever looks after it.");

    private static readonly string[] _client = ["invalid_client", "unauthorized_client"];

    /// <param name="began">Whether it was shown that the sign-in began in this browser.</param>
    public static Problem Of(Exception? e, bool began) => e switch
    {
        OpenIdConnectProtocolException { Data: var data } when data["error"] is string error => _client.Contains(error) ? Client : Refused,
        SecurityTokenInvalidIssuerException => Issuer,
        SecurityTokenException or OpenIdConnectProtocolException => Token,
        HttpRequestException or OperationCanceledException or IOException or InvalidOperationException => Unreachable,
        AuthenticationFailureException { InnerException: { } inner } => Of(inner, began),
        AuthenticationFailureException or null when !began => Lost,
        AuthenticationFailureException { Message: "Correlation failed." } => Lost,
        _ => Token,
    };
}
