using System.Security.Claims;
using EllaAI.Core.Companies;
using EllaAI.Web.Access;

namespace EllaAI.Web.Ui.Shared;

/// <summary>How whoever looks at the page reads times, cascaded by interactive layouts: in their own zone, written as their company does.</summary>
public sealed record ReaderZone(TimeZoneInfo Zone, Locale Writing)
{
    public static ReaderZone Utc { get; } = new(TimeZoneInfo.Utc, Locale.Default);

    /// <param name="id">An IANA name such as <c>Europe/Berlin</c>, from the browser. For one that this machine does not know the company's is taken.</param>
    public static ReaderZone Of(string? id, ClaimsPrincipal user)
    {
        var company = new CompanyRegion(user.FindFirstValue(AccountClaims.TimeZone) ?? "UTC", user.FindFirstValue(AccountClaims.Locale) ?? Locale.Default.Id);
        return new(id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : company.Zone, company.Writing);
    }

    /// <summary>Such as <c>31 Dec 2026, 15:00 UTC+1</c>.</summary>
    public string Write(DateTimeOffset time) => $"{Writing.WriteShort(TimeZoneInfo.ConvertTime(time, Zone))} {CompanyRegion.Offset(Zone, time)}";
}
