using EllaAI.Core.Access;

namespace EllaAI.Core.Members;

internal static class MemberRules
{
    /// <summary>Owners are made, changed and removed by owners alone; each may go by themselves.</summary>
    public static Problem? Refuses(Actor actor, Member? before, Member? after)
    {
        var highest = Member.Highest(actor.Company);
        return (before?.Role == highest || after?.Role == highest) && !actor.May(Permission.ManageOwners) ? MemberProblems.OwnersOnly : null;
    }

    /// <summary>For the audit: no name.</summary>
    public static string InShort(this Member member) => member.Disabled ? $"{member.Role}, disabled" : $"{member.Role}";
}
