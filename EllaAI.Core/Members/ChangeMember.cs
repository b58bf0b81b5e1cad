using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <summary>Changes what somebody may do in the company, or whether they may do anything. Felt within seconds wherever they have a page open.</summary>
public sealed class ChangeMember(IDocumentStore documents, TimeProvider clock)
{
    public Task<Result<Member>> Role(Actor actor, AccountId id, Role role, CancellationToken ct) => Member.Roles(actor.Company).Contains(role)
        ? Change(actor, id, AuditAction.MemberRoleChanged, m => m with { Role = role }, ct)
        : Task.FromResult<Result<Member>>(MemberProblems.NoSuchRole);

    public Task<Result<Member>> Disable(Actor actor, AccountId id, CancellationToken ct) =>
        Change(actor, id, AuditAction.MemberDisabled, m => m with { Disabled = true }, ct);

    public Task<Result<Member>> Enable(Actor actor, AccountId id, CancellationToken ct) =>
        Change(actor, id, AuditAction.MemberEnabled, m => m with { Disabled = false }, ct);

    private async Task<Result<Member>> Change(Actor actor, AccountId id, string action, Func<Member, Member> change, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageMembers) is { } withheld) return withheld;
        return await documents.Retry<Member>(
            async () =>
            {
                if (await documents.Get<Member>(Member.Key(actor, id), ct) is not { } found) return Problems.NotFound;
                var changed = change(found.Value);
                if (changed == found.Value) return new Decision<Member>(changed, [], []);
                if (MemberRules.Refuses(actor, found.Value, changed) is { } refused) return refused;
                var roster = await Roster.Of(documents, actor, ct);
                if (!roster.Value.Move(actor.Company, found.Value, changed).Ok(out var moved, out var problem)) return problem;
                if (!(await Seats.Join(documents, actor, roster, moved, null, clock.GetUtcNow(), ct)).Ok(out var told, out problem)) return problem;
                return new Decision<Member>(
                    changed,
                    [Storage.Change.Update(found, changed), Storage.Change.Update(roster, moved)],
                    [actor.Did(action, Member.Collection, id, clock.GetUtcNow(), found.Value.InShort(), changed.InShort()), .. told]);
            },
            ct,
            StoreExtensions.ManyTries);
    }
}
