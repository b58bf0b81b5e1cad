using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Impersonations;

/// <param name="By">A name, where the account is still there; so is <paramref name="As"/>.</param>
public sealed record ImpersonationLine(ImpersonationId Id, string By, string As, string Reason, DateTimeOffset StartedAt, DateTimeOffset Until, DateTimeOffset? EndedAt, ImpersonationEnd? End);

/// <summary>Who acts or acted as a member of a company: those that run, then the newest that ended.</summary>
public sealed class ListImpersonations(IDocumentStore documents, CloseImpersonations close)
{
    private const int Most = 20;

    /// <summary>Of one's own company.</summary>
    public async Task<Result<IReadOnlyList<ImpersonationLine>>> Run(Actor actor, CancellationToken ct) => actor.May(Permission.ViewAudit) && actor.Company != CompanyId.Platform
        ? await Lines(Actor.System(actor.Company), ct)
        : Problems.Forbidden;

    public async Task<Result<IReadOnlyList<ImpersonationLine>>> OnPlatform(Actor actor, CompanyId company, CancellationToken ct) =>
        actor.OperatesPlatform ? await Lines(Actor.System(company), ct) : Problems.Forbidden;

    private async Task<List<ImpersonationLine>> Lines(Actor company, CancellationToken ct)
    {
        await close.In(company.Company, ct);
        var (lines, names) = (new List<ImpersonationLine>(), new Dictionary<AccountId, string>());
        foreach (var state in (string[])["running", "ended"])
        {
            foreach (var one in await documents.Query<Impersonation>(company.Query(Impersonation.InState, state) with { Descending = true, Limit = Most }, ct).ToList(ct))
                lines.Add(new(one.Id, await Name(names, one.By, ct), await Name(names, one.As, ct), one.Reason, one.StartedAt, one.Until, one.EndedAt, one.End));
        }

        return lines;
    }

    private async Task<string> Name(Dictionary<AccountId, string> known, AccountId id, CancellationToken ct) => known.TryGetValue(id, out var name)
        ? name
        : known[id] = (await documents.Get<Account>(Session.Platform.Key(Account.Collection, id), ct))?.Value.Name ?? "Erased person";
}
