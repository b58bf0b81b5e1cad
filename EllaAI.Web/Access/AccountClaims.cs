using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Web.Impersonations;
using EllaAI.Web.Ui;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Access;

/// <summary>What the rest of the site is told of whoever is signed in.</summary>
internal sealed class AccountClaims(UserManager<SignInUser> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<SignInUser>(users, options)
{
    public const string Session = "ella:session";
    public const string Origin = "ella:origin";
    public const string Company = "ella:company";

    /// <summary>The company that one would act for, had one signed in as it wants.</summary>
    public const string Barred = "ella:barred";

    /// <summary>How a session begins, on the way from the sign-in to its session.</summary>
    public const string Opening = "ella:opening";

    /// <summary>How they signed in, on the same way.</summary>
    public const string Way = "ella:way";
    public const string Role = "ella:role";
    public const string CompanyName = "ella:company-name";

    /// <summary>Of the company: how times are written.</summary>
    public const string Locale = "ella:locale";
    public const string TimeZone = "ella:time-zone";

    public static readonly string[] ReadAnew = [ClaimTypes.Name, ClaimTypes.Email, Company, Role, CompanyName, Locale, TimeZone, Barred, Origin, .. ActingClaims.ReadAnew];

    public static SessionId? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var id) ? new(id) : null;

    public static AccountId? AccountOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? new(id) : null;

    public static OriginId? OriginOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Origin), out var id) ? new(id) : null;

    public static CompanyId? CompanyOf(ClaimsPrincipal user) => user.FindFirstValue(Company) is { } company ? new(company) : null;

    /// <summary>That a session is for, whether it counts for it or not.</summary>
    public static CompanyId? WantedOf(ClaimsPrincipal user) => CompanyOf(user) ?? (user.FindFirstValue(Barred) is { } company ? new CompanyId(company) : null);

    /// <summary>Whose a page is that is opened with this session: the session, the one behind it of whoever acts as somebody else, and the company.</summary>
    public static string BearerOf(ClaimsPrincipal user) => string.Join('|', user.FindFirstValue(Session), user.FindFirstValue(ActingClaims.Own), WantedOf(user));

    /// <summary>Whether it is still the one who opened the page. Who has lost the company meanwhile, or got one, is; what that means is another matter.</summary>
    public static bool IsBearer(string opened, ClaimsPrincipal user) =>
        (opened.Split('|'), BearerOf(user).Split('|')) is ([var session, var own, var company], [var sessionNow, var ownNow, var companyNow])
        && (session, own) == (sessionNow, ownNow) && (company == companyNow || company.Length == 0 || companyNow.Length == 0);

    /// <summary>The company for which whoever opened the page acted as a member; null for whoever acted as themselves.</summary>
    public static CompanyId? ActedFor(string? opened) => opened?.Split('|') is [_, { Length: > 0 }, { } company] && CompanyId.IsValid(company) ? new CompanyId(company) : null;

    /// <summary>The same session with what its person is called, and may do, at this moment.</summary>
    public static ClaimsPrincipal Of(SignedIn signedIn, ClaimsPrincipal before)
    {
        var identity = new ClaimsIdentity(before.Identity!.AuthenticationType, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaims(before.Claims.Where(c => !ReadAnew.Contains(c.Type)).Select(c => c.Clone()));
        var shown = signedIn.Acting?.As ?? signedIn.Account;
        identity.AddClaims([new(ClaimTypes.Name, shown.Name), new(ClaimTypes.Email, shown.Email)]);
        if (signedIn.Acting is { } acting) identity.AddClaims(ActingClaims.Of(acting, signedIn.Account));
        if (signedIn.Session.Origin is { } origin) identity.AddClaim(new(Origin, origin.Value.ToString("N")));
        if (signedIn.Place is { } place) identity.AddClaims(Of(place));
        if (signedIn.Barred is { } barred) identity.AddClaim(new(Barred, barred.Place.Membership.Company.Value));
        return new(identity);
    }

    public static IEnumerable<Claim> Of(CompanyOfMember place) =>
        [new(Company, place.Membership.Company.Value), new(Role, place.Membership.Role.ToString()), new(CompanyName, place.Name), new(Locale, place.Region.Locale), new(TimeZone, place.Region.TimeZone)];

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(SignInUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.TryRemoveClaim(identity.FindFirst(ClaimTypes.Name));
        identity.AddClaim(new(ClaimTypes.Name, user.Account.Name));
        return identity;
    }
}
