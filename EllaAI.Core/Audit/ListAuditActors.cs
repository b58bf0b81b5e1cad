using EllaAI.Core.Access;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

public enum AuditActorKind
{
    Member,

    /// <summary>Has left, is erased, or operates the installation.</summary>
    Other,
    Program,

    /// <summary>Candidates, whoever is not signed in, and the product itself.</summary>
    Nobody,
}

/// <param name="Name">As an entry holds it.</param>
/// <param name="Called">For people.</param>
public sealed record AuditActor(string Name, string Called, AuditActorKind Kind);

/// <summary>Everybody who did something that is in the log, whether they are still there or not: for choosing among them.</summary>
public sealed class ListAuditActors(IDocumentStore documents)
{
    public const int Most = 200;
    private const int NamesAtOnce = 8;

    public async Task<Result<IReadOnlyList<AuditActor>>> Run(Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAudit)) return Problems.Forbidden;
        var all = new List<string>();
        // From one to the next: as many reads as there are people, however long the log is.
        for (var after = ""; all.Count < Most;)
        {
            var next = await documents.Query<AuditEntry>(actor.Query(AuditEntry.ByActor) with { From = after, Limit = 1 }, ct).ToList(ct);
            if (next is not [{ Actor: var who }]) break;
            all.Add(who);
            // Sorts behind it and before all longer ones: no name has a blank.
            after = $"{who} ";
        }

        var (found, names) = (new AuditActor[all.Count], new AuditNames(documents, actor));
        await Parallel.ForAsync(0, all.Count, new ParallelOptions { MaxDegreeOfParallelism = NamesAtOnce, CancellationToken = ct }, async (i, reading) =>
            found[i] = new(all[i], await names.Of(all[i], reading), await Kind(actor, all[i], reading)));
        return found.OrderBy(a => a.Kind).ThenBy(a => a.Called, StringComparer.OrdinalIgnoreCase).ThenBy(a => a.Name, StringComparer.Ordinal).ToList();
    }

    private async Task<AuditActorKind> Kind(Actor reader, string who, CancellationToken ct) =>
        who.StartsWith(Actor.ProgramPrefix, StringComparison.Ordinal) ? AuditActorKind.Program
        : !Guid.TryParse(who, out var id) ? AuditActorKind.Nobody
        : await documents.Get<Member>(Member.Key(reader, new(id)), ct) is null ? AuditActorKind.Other
        : AuditActorKind.Member;
}
