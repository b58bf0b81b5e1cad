using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <summary>Takes somebody out of the company; anybody may take out themselves. What they did stays, and so does their account.</summary>
public sealed class RemoveMember(IDocumentStore documents, TimeProvider clock)
{
    public async Task<Result<Member>> Run(Actor actor, AccountId id, CancellationToken ct)
    {
        var leaves = actor.Account == id;
        if (actor.Refusal(leaves ? Permission.ActForOneself : Permission.ManageMembers) is { } withheld) return withheld;
        return await documents.Retry<Member>(
            async () =>
            {
                if (await documents.Get<Member>(Member.Key(actor, id), ct) is not { } found) return Problems.NotFound;
                if (!leaves && MemberRules.Refuses(actor, found.Value, null) is { } refused) return refused;
                var roster = await Roster.Of(documents, actor, ct);
                if (!roster.Value.Move(actor.Company, found.Value, null).Ok(out var moved, out var problem)) return problem;
                return new Decision<Member>(
                    found.Value,
                    [new(found.Key, null, found.Version), Change.Update(roster, moved)],
                    [actor.Did(leaves ? AuditAction.MemberLeft : AuditAction.MemberRemoved, Member.Collection, id, clock.GetUtcNow(), found.Value.InShort())]);
            },
            ct,
            StoreExtensions.ManyTries);
    }
}
