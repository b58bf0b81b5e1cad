using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <summary>An owner hands the company over: the other one becomes an owner and they an admin, in one commit, so that there is never nobody.</summary>
public sealed class TransferOwnership(IDocumentStore documents, TimeProvider clock)
{
    public async Task<Result<Member>> Run(Actor actor, AccountId to, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageOwners) is { } withheld) return withheld;
        if (actor.Company == CompanyId.Platform || actor.Account is not { } from) return Problems.Forbidden;
        if (from == to) return MemberProblems.LastOwner;
        return await documents.Retry<Member>(
            async () =>
            {
                if (await documents.Get<Member>(Member.Key(actor, to), ct) is not { } taker || taker.Value.Disabled) return Problems.NotFound;
                // Read here, not believed: another owner may have made them something else a moment ago.
                if (await documents.Get<Member>(Member.Key(actor, from), ct) is not { Value: { Role: Role.Owner, Disabled: false } } giver) return Problems.Forbidden;
                var (owner, admin) = (taker.Value with { Role = Role.Owner }, giver.Value with { Role = Role.Admin });
                var roster = await Roster.Of(documents, actor, ct);
                if (!roster.Value.Move(actor.Company, taker.Value, owner).Ok(out var more, out var problem)) return problem;
                if (!more.Move(actor.Company, giver.Value, admin).Ok(out var moved, out problem)) return problem;
                return new Decision<Member>(
                    owner,
                    [Change.Update(taker, owner), Change.Update(giver, admin), Change.Update(roster, moved)],
                    [
                        actor.Did(AuditAction.MemberRoleChanged, Member.Collection, to, clock.GetUtcNow(), taker.Value.InShort(), owner.InShort()),
                        actor.Did(AuditAction.MemberRoleChanged, Member.Collection, from, clock.GetUtcNow(), giver.Value.InShort(), admin.InShort()),
                    ]);
            },
            ct,
            StoreExtensions.ManyTries);
    }
}
