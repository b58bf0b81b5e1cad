using System.Security.Claims;

namespace EllaAI.Web.Ui;

/// <summary>What the shell shows of whoever is signed in.</summary>
public sealed record SignedInUser(string Name, string Email, string Company)
{
    /// <summary>The claim that holds the company's name for people, as opposed to its id.</summary>
    public const string CompanyNameClaim = "ella:company-name";

    public static SignedInUser Nobody { get; } = new("", "", "");

    public static SignedInUser Of(ClaimsPrincipal user)
    {
        var email = user.FindFirstValue(ClaimTypes.Email) ?? "";
        return new(user.FindFirstValue(ClaimTypes.Name) ?? email, email, user.FindFirstValue(CompanyNameClaim) ?? "");
    }
}
