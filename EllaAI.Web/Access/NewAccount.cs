using EllaAI.Core.Access;
using Microsoft.AspNetCore.Identity;

namespace EllaAI.Web.Access;

/// <summary>Makes the account of somebody who is new here.</summary>
internal static class NewAccount
{
    public const int MaxName = 100;

    /// <returns>The account, or the code of what is wrong, of which <see cref="Sentence"/> says more.</returns>
    public static async Task<(SignInUser? User, string? Problem)> Make(UserManager<SignInUser> users, string? name, string email, string? password, string company = "")
    {
        name = name?.Trim() ?? "";
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl)) return (null, "name");
        var user = new SignInUser(new Account(new(Guid.NewGuid()), name, email, "", "", ""), 0) { Joins = company };
        var made = await users.CreateAsync(user, password ?? "");
        return made.Succeeded ? (user, null) : (null, made.Errors.First().Code);
    }

    public static string Sentence(string problem) => problem switch
    {
        "name" => $"Enter your name, of at most {MaxName} characters.",
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) => "There is an account with this address already. Sign in with it.",
        "link-of-another" => "This invitation is for another address than that of the account you are signed in with. Sign out, then open the link again.",
        _ => PasswordRules.Sentence(problem) ?? "That did not work. Check what you entered, then try again.",
    };
}
