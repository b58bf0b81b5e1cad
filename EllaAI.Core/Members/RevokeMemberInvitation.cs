using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <summary>Its link leads nowhere from then on.</summary>
public sealed class RevokeMemberInvitation(IDocumentStore documents, TimeProvider clock)
{
    public async Task<Result<MemberInvitation>> Run(Actor actor, MemberInvitationId id, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageMembers) is { } withheld) return withheld;
        if (await documents.Get<MemberInvitation>(actor.Key(MemberInvitation.Collection, id), ct) is not { } found) return Problems.NotFound;
        var revoked = await documents.Commit(
            [new(found.Key, null, found.Version)],
            [actor.Did(AuditAction.MemberInvitationRevoked, MemberInvitation.Collection, new MemberInvitationId(found.Value.Mark), clock.GetUtcNow(), $"{found.Value.Role}")],
            ct);
        return revoked ? found.Value : Problems.Conflict;
    }
}
