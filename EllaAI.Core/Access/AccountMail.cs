using EllaAI.Core.Notifications;

namespace EllaAI.Core.Access;

/// <summary>What the platform writes to a person about their own sign-in.</summary>
public static class AccountMail
{
    public static Mail With(AccountLink kind, Uri link, Account account, DateTimeOffset now) => kind == AccountLink.ResetPassword
        ? Write(account, now, "Choose a new password", $"""
            Somebody, probably you, asked for a new password for your EllaAI account. Choose one here:

            {link}

            The link works once, for one hour. When you use it, you are signed out everywhere else.
            If it was not you, do nothing: your password stays as it is.
            """) with { Action = "Choose a password" }
        : Write(account, now, "Confirm your email address", $"""
            Confirm that this is your address, and you can sign in to EllaAI:

            {link}

            The link works for one day. If you have no account with us, do nothing.
            """) with { Action = "Confirm the address" };

    /// <param name="what">A whole sentence.</param>
    public static Func<Account, Mail> Tell(string what, DateTimeOffset now) => account => Write(account, now, "Your sign-in was changed", $"""
        {what}

        If that was you, there is nothing to do. If it was not, choose a new password at once with "Forgot your password?" on the sign-in page,
        and tell an admin of your company.
        """);

    private static Mail Write(Account account, DateTimeOffset now, string subject, string text) =>
        new(new(Guid.NewGuid()), account.Name, account.Email, subject, $"Hello {account.Name},\n\n{text}\n", now) { Personal = Permission.OperatePlatform };
}
