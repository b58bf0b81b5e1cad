namespace EllaAI.Core.SingleSignOn;

/// <summary>Why somebody could not come in through their company's provider. Shown by its code on a page of its own.</summary>
public static class SignOnProblems
{
    /// <summary>Told to whoever is not signed in also where a company is suspended or has switched it off: that it exists is nobody's business.</summary>
    public static Problem None { get; } = new(
        "sign-on-none", "There is no single sign-on behind this address now. Sign in with your password; if you have none, choose “Forgot your password?” to set one.", ProblemKind.NotFound);

    public static Problem Suspended { get; } = new("sign-on-suspended", "Your company is suspended here. Ask whoever runs this site.", ProblemKind.Forbidden);

    public static Problem Off { get; } = new(
        "sign-on-off", "Single sign-on is not switched on for your company. Sign in with your password; if you have none, choose “Forgot your password?” to set one.", ProblemKind.Forbidden);

    public static Problem Sealed { get; } = new(
        "sign-on-sealed", "The secret for your company's provider cannot be read on this installation. An owner has to enter it again.", ProblemKind.Conflict);

    public static Problem Changed { get; } = new(
        "sign-on-changed", "Your company changed how it signs in while you were at it. Start again.", ProblemKind.Conflict);

    public static Problem NoEmail { get; } = new("sign-on-no-email", "Your company's provider did not say what your e-mail address is. It has to send the claim email.");

    public static Problem Unverified { get; } = new(
        "sign-on-unverified", "Your company's provider does not say that your e-mail address was verified. It has to send the claim email_verified.");

    public static Problem NotYourDomain { get; } = new(
        "sign-on-domain", "Your e-mail address is not in a domain that your company has proven to be its own.", ProblemKind.Forbidden);

    public static Problem Disabled { get; } = new(
        "sign-on-disabled", "Your access to this company is switched off. Ask an admin of your company.", ProblemKind.Forbidden);

    public static Problem SignedIn { get; } = new(
        "sign-on-signed-in", "You are signed in as somebody else in this browser. Sign out first; nobody is to become another person by following a link.", ProblemKind.Conflict);

    public static Problem Another { get; } = new(
        "sign-on-another", "Somebody else at your company's provider has signed in with this address before. Ask an admin to remove that member first.", ProblemKind.Conflict);
}
