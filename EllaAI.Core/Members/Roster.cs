using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <summary>
/// How many can act for a company. Part of every commit that changes a member, so that two who leave at the same moment cannot both be the last owner but one.
/// </summary>
/// <param name="Members">Enabled ones.</param>
/// <param name="Owners">Enabled ones in the company's <see cref="Member.Highest"/> role.</param>
public sealed record Roster(int Members, int Owners)
{
    public const string Collection = "roster";

    public static async Task<Versioned<Roster>> Of(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var key = actor.Key(Collection, "members");
        return await documents.Get<Roster>(key, ct) ?? new(key, new(0, 0), 0);
    }

    /// <param name="before">Null for one who joins.</param>
    /// <param name="after">Null for one who goes.</param>
    public Result<Roster> Move(CompanyId company, Member? before, Member? after)
    {
        var (left, came) = (Counts(before), Counts(after));
        var moved = new Roster(Members - left + came, Owners - Owns(company, before) + Owns(company, after));
        return moved.Owners < Owners && moved.Owners <= 0 ? MemberProblems.LastOwner : moved;
    }

    /// <summary>Without asking whether somebody is left: of one who is erased, nobody can be.</summary>
    internal Roster Without(CompanyId company, Member member) => new(Math.Max(0, Members - Counts(member)), Math.Max(0, Owners - Owns(company, member)));

    private static int Counts(Member? member) => member is { Disabled: false } ? 1 : 0;

    private static int Owns(CompanyId company, Member? member) => member is { Disabled: false } && member.Role == Member.Highest(company) ? 1 : 0;
}
