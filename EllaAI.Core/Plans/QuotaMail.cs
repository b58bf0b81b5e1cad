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
        uses.Any(u => u.State == QuotaState.Reached) ? $"{company} has reached a limit of its plan" : $"{company} is near a limit of its plan",
        $"""
        Hello {to.Name},

        {string.Join("\n", uses.Select(Line))}

        Candidates who are invited are not affected: they begin, run and submit as always. Where a limit is reached, nothing new of its kind begins until there is room again, or whoever runs this installation raises the limit.

        See what {company} uses:

        {page}
        """,
        now)
    {
        Personal = Permission.ManageCompany,
        Action = "See usage",
    };

    private static string Line(QuotaUse use) => use.Quota switch
    {
        Quota.Members => $"Members, open invitations included: {Number(use.Used)} of {Number(use.Limit)}.",
        Quota.Assessments => $"Active assessments: {Number(use.Used)} of {Number(use.Limit)}.",
        Quota.Executions => $"Executions today (UTC): {Number(use.Used)} of {Number(use.Limit)}.",
        _ => $"Storage: {ByteSize.Words(use.Used ?? 0)} of {ByteSize.Words(use.Limit ?? 0)}.",
    };

    private static string Number(long? number) => (number ?? 0).ToString("N0", CultureInfo.InvariantCulture);
}
