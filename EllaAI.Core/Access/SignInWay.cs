namespace EllaAI.Core.Access;

/// <summary>How somebody signed in, for the log.</summary>
public enum SignInWay
{
    Password,
    Code,
    RecoveryCode,

    /// <summary>With a password, in a browser that was not asked for the second step.</summary>
    RememberedBrowser,
    Passkey,
    Provider,

    /// <summary>By a company's invitation, with an account made there.</summary>
    Invitation,
}

public static class SignInWays
{
    /// <summary>As an entry holds it for ever.</summary>
    public static string InWords(this SignInWay way) => way switch
    {
        SignInWay.Password => "by password",
        SignInWay.Code => "by password and code",
        SignInWay.RecoveryCode => "by password and recovery code",
        SignInWay.RememberedBrowser => "by password, in a remembered browser",
        SignInWay.Passkey => "by passkey",
        SignInWay.Provider => "by single sign-on",
        _ => "by an invitation, with a new account",
    };
}
