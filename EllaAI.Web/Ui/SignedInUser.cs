using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Web.Access;
using EllaAI.Web.Impersonations;

namespace EllaAI.Web.Ui;

/// <summary>What the shell shows of whoever is signed in.</summary>
/// <param name="Role">In the company that they act for.</param>
public sealed record SignedInUser(string Name, string Email, string Company, Role? Role)
{
    /// <summary>Somebody else acts as them.</summary>
    public bool Acted { get; init; }

    public static SignedInUser Nobody { get; } = new("", "", "", null);

    public static SignedInUser Of(ClaimsPrincipal user)
    {
        var email = user.FindFirstValue(ClaimTypes.Email) ?? "";
        return new(user.FindFirstValue(ClaimTypes.Name) ?? email, email, user.FindFirstValue(AccountClaims.CompanyName) ?? "", Enum.TryParse<Role>(user.FindFirstValue(AccountClaims.Role), out var role) ? role : null) { Acted = ActingClaims.Acts(user) };
    }
}
