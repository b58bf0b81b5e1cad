using EllaAI.Web.Ui;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Access;

/// <summary>What the pages about signing in say for the codes that handlers send them to. Addresses carry codes and numbers, never sentences.</summary>
internal static class AccessWords
{
    public static string? Problem(string? code, string? wait) => code switch
    {
        null or "" => null,
        "wait" => $"Too many tries in a row. Wait {Time(QueryValue.Number(wait))}, then try again.",
        "again" => "That took a while. Sign in once more.",
        "unconfirmed" => "Your address is not confirmed yet. We have sent you a mail: open the link in it, then sign in.",
        "other-company" => "You are signed in through one company, which counts for that one only. Sign in with your password or passkey to act for another.",
        "no-provider" => "No company has set up single sign-on for that address. Sign in with your password.",
        "code" => ShowCode.Wrong.Detail,
        "email" => "Enter the email address of your account.",
        "passkey" => "That passkey was not accepted. Try again, or sign in with your password.",
        "password" => CheckPassword.NotYours.Detail,
        "alone" => $"Without a second step your password needs {PasswordRules.MinLength} characters or more. Change it first, then turn the second step off.",
        "many-passkeys" => $"You have {Core.Access.Passkey.Most} passkeys already. Remove one that you no longer use.",
        "conflict" => "Your sign-in was changed in another window a moment ago. Look at it, then try again.",
        "set-up-over" => SecondFactorEndpoints.SetUpOver.Detail,
        "last-code" => SecondFactorEndpoints.CodeOfSetUp.Detail,
        _ => PasswordRules.Sentence(code) ?? CheckPassword.Wrong.Detail,
    };

    public static string? Said(string? code) => code switch
    {
        "password" => "Your new password is set. Sign in with it.",
        "confirmed" => "Your address is confirmed. Sign in.",
        "erased" => "Your account is closed, and all that is kept about it is being erased.",
        _ => null,
    };

    /// <summary>On one's own page.</summary>
    public static string? Done(string? code) => code switch
    {
        "password" => "Your password is changed. Everywhere else you are signed out.",
        "authenticator-on" => "Your authenticator app is on already: it was turned on in another window. There is nothing more to do.",
        "authenticator-off" => "The second step is off.",
        "device" => "That device is asked for a code again.",
        "recovery-used" => "You are signed in. The recovery code is used up; if your app is gone, set up another one.",
        "passkey" => "Your passkey is ready. Next time, sign in with it.",
        "passkey-renamed" => "The passkey has its new name.",
        "passkey-removed" => "The passkey is removed. It may still be offered by your device; it no longer works.",
        _ => null,
    };

    private static string Time(int? seconds) => seconds switch
    {
        null or < 1 => "a minute",
        <= 90 => Words.Count(seconds.Value, "second"),
        _ => Words.Count((seconds.Value + 59) / 60, "minute"),
    };
}
