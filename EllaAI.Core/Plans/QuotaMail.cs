using System.Globalization;
using EllaAI.Core.Access;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;

namespace EllaAI.Core.Plans;

internal static class QuotaMail
{
    public static Mail Write(Member to, string company, IReadOnlyList<QuotaUse> uses, Uri page, DateTimeOffset now) => new(
        new(Guid.NewGuid()),
        to.Name,
        to.Email,
        Subject(company, uses),
        $"""
        Hello {to.Name},

        {string.Join("\n", uses.Select(use => Line(use, company)))}

        Candidates who are invited are not affected: they begin, run and submit as always. Where a limit is reached, nothing new of its kind begins until there is room again, or whoever runs this installation raises the limit.

        See what {company} uses:

        {page}
        """,
        now)
    {
        Personal = Permission.ManageCompany,
        Action = "See usage",
    };

    /// <summary>Of the worst that there is to tell: whose limit that is, where it is one's alone.</summary>
    private static string Subject(string company, IReadOnlyList<QuotaUse> uses)
    {
        var worst = uses.Max(u => u.State);
        var limit = uses.Where(u => u.State == worst).Select(u => u.Plan).Distinct().ToList() switch
        {
            [""] => "a limit of its own",
            [var plan] => $"a limit of its plan {plan}",
            _ => "limits",
        };
        return worst == QuotaState.Reached ? $"{company} has reached {limit}" : $"{company} is near {limit}";
    }

    private static string Line(QuotaUse use, string company) => $"{What(use)}, the limit {(use.Plan.Length > 0 ? $"of the plan {use.Plan}" : $"for {company} alone")}.";

    private static string What(QuotaUse use) => use.Quota switch
    {
        Quota.Members => $"Members, open invitations included: {Number(use.Used)} of {Number(use.Limit)}",
        Quota.Assessments => $"Active assessments: {Number(use.Used)} of {Number(use.Limit)}",
        Quota.Executions => $"Executions today (UTC): {Number(use.Used)} of {Number(use.Limit)}",
        _ => $"Storage: {ByteSize.Words(use.Used ?? 0)} of {ByteSize.Words(use.Limit ?? 0)}",
    };

    private static string Number(long? number) => (number ?? 0).ToString("N0", CultureInfo.InvariantCulture);
}
