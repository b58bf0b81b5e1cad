using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <summary>Puts somebody into a company without an invitation: its first owner, and the demo's people. Only the system's to call.</summary>
public sealed class FoundMember(IDocumentStore documents, TimeProvider clock)
{
    public Task<Result<Member>> Run(Account account, Membership membership, CancellationToken ct)
    {
        var actor = Actor.System(membership.Company);
        return documents.Retry<Member>(
            async () =>
            {
                if (await documents.Get<Member>(Member.Key(actor, account.Id), ct) is { } already) return new Decision<Member>(already.Value, [], []);
                var (member, roster) = (Member.Of(account, membership.Role, clock.GetUtcNow()), await Roster.Of(documents, actor, ct));
                if (!roster.Value.Move(membership.Company, null, member).Ok(out var more, out var problem)) return problem;
                return new Decision<Member>(member, [Change.Create(Member.Key(actor, account.Id), member), new(roster.Key, more, roster.Version)], []);
            },
            ct);
    }
}
