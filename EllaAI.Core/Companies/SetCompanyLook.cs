using System.Security.Cryptography;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Features;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>Gives a company's pages its colours and its logo.</summary>
public sealed class SetCompanyLook(IDocumentStore documents, TimeProvider clock, FeatureDefaults? defaults = null)
{
    /// <param name="colour">Empty for none, as <paramref name="header"/>.</param>
    public async Task<Result<Company>> Colours(Actor actor, string colour, string header, CancellationToken ct)
    {
        if (!actor.May(Permission.ManageCompany)) return Problems.Forbidden;
        if (await documents.Off(defaults, Feature.OwnLook, actor, ct) is { } off) return off;
        return (Read(colour), Read(header)) switch
        {
            (null, _) => NoColour("colour"),
            (_, null) => NoColour("header"),
            ({ } wanted, { } behind) => await Change(actor, look => look with { Colour = wanted, Header = behind }, null, ct),
        };
    }

    public async Task<Result<Company>> Logo(Actor actor, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (!actor.May(Permission.ManageCompany)) return Problems.Forbidden;
        if (await documents.Off(defaults, Feature.OwnLook, actor, ct) is { } off) return off;
        if (!LogoPicture.Of(bytes).Ok(out var picture, out var wrong)) return wrong;
        if (await StorageUse.Refuses(documents, actor, clock.GetUtcNow(), ct) is { } full) return full;
        var version = Convert.ToHexStringLower(SHA256.HashData(bytes.Span))[..16];
        return await Change(actor, look => look with { Logo = version }, new(version, picture.Type, bytes.ToArray()), ct);
    }

    public async Task<Result<Company>> RemoveLogo(Actor actor, CancellationToken ct) =>
        actor.May(Permission.ManageCompany) ? await Change(actor, look => look with { Logo = "" }, null, ct) : Problems.Forbidden;

    /// <param name="logo">The picture of the new look, when it is another one.</param>
    private Task<Result<Company>> Change(Actor actor, Func<CompanyLook, CompanyLook> change, CompanyLogo? logo, CancellationToken ct) => documents.Retry<Company>(
        async () =>
        {
            if (await documents.Get<Company>(Company.Key(actor), ct) is not { } found) return Problems.NotFound;
            var changed = found.Value with { Look = change(found.Value.Look) };
            if (changed == found.Value) return new Decision<Company>(changed, [], []);
            var changes = new List<Change> { Storage.Change.Update(found, changed) };
            if (changed.Look.Logo != found.Value.Look.Logo)
            {
                var picture = await documents.Get<CompanyLogo>(CompanyLogo.Key(actor), ct);
                if (logo is not null || picture is not null) changes.Add(new(CompanyLogo.Key(actor), logo, picture?.Version ?? 0));
            }

            return new Decision<Company>(
                changed, changes,
                [actor.Did(AuditAction.CompanyLookChanged, $"company/{actor.Company.Value}", clock.GetUtcNow(), InShort(found.Value.Look), InShort(changed.Look))]);
        },
        ct);

    private static string? Read(string typed) => typed.Trim().Length == 0 ? "" : CompanyLook.Parse(typed);

    private static Problem NoColour(string field) => Problems.Invalid(field, "A colour is # and six digits from 0 to f, such as #0f766e.");

    private static string InShort(CompanyLook look) =>
        $"{(look.Colour.Length > 0 ? look.Colour : "no colour")}, {(look.Header.Length > 0 ? $"header {look.Header}" : "no header colour")}, {(look.Logo.Length > 0 ? $"logo {look.Logo}" : "no logo")}";
}
