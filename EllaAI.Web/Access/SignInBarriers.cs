using EllaAI.Core.Access;
using EllaAI.Core.Companies;

namespace EllaAI.Web.Access;

/// <summary>What a member is told who has to sign in otherwise before they can act for the company, and what leads there.</summary>
internal static class SignInBarriers
{
    public static string Title(Barred barred) => barred.Why switch
    {
        SignInBarrier.Provider => $"Continue with {barred.Place.Name}",
        SignInBarrier.SecondStep => $"{barred.Place.Name} asks for a second step",
        _ => "Sign in again",
    };

    /// <param name="steps">Whether the account has a second step.</param>
    public static string Text(Barred barred, bool steps) => barred.Why switch
    {
        SignInBarrier.Provider => $"{barred.Place.Name} wants its members to sign in through its own single sign-on. Your password works for your other companies.",
        SignInBarrier.SecondStep when steps => $"You are signed in with your password alone. Sign in again with your code or passkey to act for {barred.Place.Name}.",
        SignInBarrier.SecondStep => $"A password alone does not do for {barred.Place.Name}. Set up an authenticator app; it takes two minutes. Then you go on.",
        SignInBarrier.Replaced when barred.Place.Rules.WithoutSignOn => $"Single sign-on is switched off for {barred.Place.Name}. Sign in with your password; whoever has none yet gets one by “Forgot your password?”.",
        SignInBarrier.Replaced => $"{barred.Place.Name} has changed its single sign-on since you signed in through it.",
        _ => $"{barred.Place.Name} ends a session after {barred.Place.Rules.Hours} hours.",
    };

    public static string Href(Barred barred, bool steps) => barred.Why switch
    {
        SignInBarrier.Provider => $"/sign-in/sso/{barred.Place.Membership.Company.Value}",
        SignInBarrier.SecondStep when !steps => SecondFactorEndpoints.SetUpPage,
        _ => "/sign-in?change=true",
    };

    public static string Do(Barred barred, bool steps) => barred.Why switch
    {
        SignInBarrier.Provider => $"Continue with {barred.Place.Name}",
        SignInBarrier.SecondStep when !steps => "Set up a second step",
        _ => "Sign in again",
    };
}
