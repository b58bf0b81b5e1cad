using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>Says where a company is: the time zone of its mails, and how it writes times.</summary>
public sealed class SetCompanyRegion(IDocumentStore documents, TimeProvider clock)
{
    public async Task<Result<Company>> Run(Actor actor, string timeZone, string locale, CancellationToken ct)
    {
        if (!actor.May(Permission.ManageCompany)) return Problems.Forbidden;
        timeZone = timeZone.Trim();
        if (CompanyRegion.Zones.FirstOrDefault(zone => zone.Equals(timeZone, StringComparison.OrdinalIgnoreCase)) is not { } zone)
            return Problems.Invalid("time-zone", "There is no such time zone. Choose one from the list, such as Europe/Berlin.");
        if (Locale.Find(locale) is null) return Problems.Invalid("locale", "Choose one of the countries in the list.");
        return await documents.Retry<Company>(
            async () =>
            {
                if (await documents.Get<Company>(Company.Key(actor), ct) is not { } found) return Problems.NotFound;
                var changed = found.Value with { Region = new(zone, locale) };
                if (changed == found.Value) return new Decision<Company>(changed, [], []);
                return new Decision<Company>(
                    changed,
                    [Change.Update(found, changed)],
                    [actor.Did(AuditAction.CompanyRegionChanged, $"company/{actor.Company.Value}", clock.GetUtcNow(), InShort(found.Value.Region), InShort(changed.Region))]);
            },
            ct);
    }

    private static string InShort(CompanyRegion region) => $"{region.TimeZone}, {region.Locale}";
}
