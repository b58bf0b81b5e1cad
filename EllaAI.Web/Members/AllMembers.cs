using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Members;

namespace EllaAI.Web.Members;

internal static class AllMembers
{
    /// <summary>A company with more members than these pages hold offers the first of them by name.</summary>
    private const int MaxPages = 10;

    /// <summary>To choose from.</summary>
    public static async Task<Result<IReadOnlyList<Member>>> All(this ListMembers members, Actor actor, CancellationToken ct)
    {
        var (all, cursor) = (new List<Member>(), "");
        for (var i = 0; i < MaxPages; i++)
        {
            if (!(await members.Run(actor, cursor, ct)).Ok(out var page, out var problem)) return problem;
            all.AddRange(page.Items);
            if ((cursor = page.Next).Length == 0) break;
        }

        return all;
    }
}
