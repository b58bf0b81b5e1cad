using System.Globalization;
using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>Adds a company to the installation. It has no members yet: its first owner is invited, or put there by the set-up.</summary>
public sealed class CreateCompany(IDocumentStore documents, TimeProvider clock)
{
    private const int LongestId = 30, MostAlike = 100;

    public async Task<Result<Company>> Run(Actor actor, string name, CancellationToken ct)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        name = name.Trim();
        if (Company.Check(name) is { } wrong) return wrong;
        var (id, now) = (IdOf(name), clock.GetUtcNow());
        for (var i = 1; i <= MostAlike; i++)
        {
            var company = new Company(new(i == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{i}")), name) { CreatedAt = now };
            if (company.Id == CompanyId.Platform) continue;
            // Links to one that was deleted must not lead into another.
            if (await documents.Get<DeletedCompany>(DeletedCompany.Key(company.Id), ct) is not null) continue;
            var key = Company.Key(Actor.System(company.Id));
            // Whoever else takes the same id at this moment has it.
            if (await documents.Get<Company>(key, ct) is not null) continue;
            var book = (await PlanBook.Of(documents, ct)).Value;
            var plan = book.Default is { } given ? book.Find(given) : null;
            var created = await documents.Commit(
                plan is null
                    ? [Change.Create(key, company)]
                    : [Change.Create(key, company), Change.Create(CompanyPlan.Key(Actor.System(company.Id)), new CompanyPlan(plan.Id, [], now))],
                company.Administered(actor, AuditAction.CompanyCreated, now, after: plan is null ? name : $"{name}, {plan.Name}"),
                ct);
            if (created) return company;
        }

        return Problems.Conflict;
    }

    /// <summary>A name as it can stand in a link: <c>Müller &amp; Söhne</c> becomes <c>muller-sohne</c>.</summary>
    public static string IdOf(string name)
    {
        var id = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) id.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && id.Length > 0 && id[^1] != '-') id.Append('-');
            if (id.Length == LongestId) break;
        }

        var text = id.ToString().Trim('-');
        return text.Length == 0 ? "company" : text;
    }
}

internal static class AdministeredExtensions
{
    /// <summary>For the commit that does it: into the company's log, and on to the platform's.</summary>
    public static IReadOnlyList<IEvent> Administered(this Company company, Actor by, string action, DateTimeOffset at, string before = "", string after = "") =>
    [
        new Audited(company.Id, by.Name, action, $"company/{company.Id.Value}", at, before, after),
        new CompanyAdministered(company.Id, by.Name, action, at, before, after) { From = by.Origin?.Value.ToString("N") ?? "" },
    ];
}
