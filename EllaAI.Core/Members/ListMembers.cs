using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <summary>Who acts for the company, by name, 50 to a page.</summary>
public sealed class ListMembers(IDocumentStore documents)
{
    public async Task<Result<Page<Member>>> Run(Actor actor, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewMembers)) return Problems.Forbidden;
        var page = await documents.ToPage<Member>(actor.Query(Member.ByName) with { Limit = 50, Cursor = cursor }, ct);
        return new Page<Member>([.. page.Items.Select(m => m.Value)], page.Next);
    }
}

/// <summary>Who is invited and has not joined, newest first.</summary>
public sealed class ListMemberInvitations(IDocumentStore documents)
{
    public async Task<Result<IReadOnlyList<MemberInvitation>>> Run(Actor actor, CancellationToken ct) => actor.Refusal(Permission.ManageMembers) is { } withheld
        ? withheld
        : await documents.Query<MemberInvitation>(actor.Query(MemberInvitation.Newest) with { Descending = true, Limit = MemberInvitation.MaxOpen }, ct).ToList(ct);
}
