using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>Gives one's own company another name. Links keep the id that it had from its first one.</summary>
public sealed class RenameCompany(IDocumentStore documents, TimeProvider clock)
{
    public async Task<Result<Company>> Run(Actor actor, string name, CancellationToken ct)
    {
        if (!actor.May(Permission.ManageCompany)) return Problems.Forbidden;
        name = name.Trim();
        if (Company.Check(name) is { } wrong) return wrong;
        return await documents.Retry<Company>(
            async () =>
            {
                if (await documents.Get<Company>(Company.Key(actor), ct) is not { } found) return Problems.NotFound;
                if (found.Value.Name == name) return new Decision<Company>(found.Value, [], []);
                var renamed = found.Value with { Name = name };
                return new Decision<Company>(
                    renamed,
                    [Change.Update(found, renamed)],
                    [actor.Did(AuditAction.CompanyRenamed, $"company/{actor.Company.Value}", clock.GetUtcNow(), found.Value.Name, name)]);
            },
            ct);
    }
}
