using System.Diagnostics.CodeAnalysis;
using EllaAI.Core;
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
        if (!IsName(name)) return (null, "name");
        var user = New(name, email, company);
        var made = await users.CreateAsync(user, password ?? "");
        return made.Succeeded ? (user, null) : (null, made.Errors.First().Code);
    }

    /// <returns>What would be wrong, before anything is made; null for nothing.</returns>
    public static async Task<string?> Wrong(UserManager<SignInUser> users, string? name, string email, string? password, string company)
    {
        if (!IsName(name)) return "name";
        foreach (var validator in users.PasswordValidators)
            if ((await validator.ValidateAsync(users, New(name, email, company), password)).Errors.FirstOrDefault() is { } error) return error.Code;
        return null;
    }

    private static bool IsName([NotNullWhen(true)] string? name) => name?.Trim() is { Length: <= MaxName } line && !Text.IsBlank(line) && !line.Any(Text.IsUnprintable);

    private static SignInUser New(string name, string email, string company) => new(new Account(new(Guid.NewGuid()), name.Trim(), email, "", "", ""), 0) { Joins = company };

    public static string Sentence(string problem) => problem switch
    {
        "name" => $"Enter your name, of at most {MaxName} characters.",
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) => "There is an account with this address already. Sign in with it.",
        "link-of-another" => "This invitation is for another address than that of the account you are signed in with. Sign out, then open the link again.",
        "quota-members" => "The company has as many members as it may have. Ask whoever invited you: whoever runs this installation can raise the limit. The link stays good until it expires.",
        _ => PasswordRules.Sentence(problem) ?? "That did not work. Check what you entered, then try again.",
    };
}
