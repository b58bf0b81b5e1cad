using System.Globalization;
using System.Text.RegularExpressions;
using EllaAI.Core.Plans;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Plans;

/// <summary>Limits and what is used of them, as people read it.</summary>
internal static partial class QuotaWords
{
    public static string Name(Quota quota) => quota switch
    {
        Quota.Members => "Members",
        Quota.Assessments => "Active assessments",
        Quota.Executions => "Executions today",
        _ => "Storage",
    };

    /// <summary>As a limit is named.</summary>
    public static string Label(Quota quota) => quota == Quota.Executions ? "Executions a day" : Name(quota);

    public static string Hint(Quota quota) => quota switch
    {
        Quota.Members => "Open invitations to become one are among them.",
        Quota.Assessments => "Published and not archived.",
        Quota.Executions => "Of a day in UTC. Candidates' runs count, and are never refused.",
        _ => "Such as 500 MB or 10 GB.",
    };

    public static string Amount(Quota quota, long amount) => quota == Quota.Storage ? ByteSize.Words(amount) : amount.ToString("N0", CultureInfo.InvariantCulture);

    public static string Limit(Quota quota, long? limit) => limit is { } most ? Amount(quota, most) : "no limit";

    /// <summary>What somebody typed; null for nothing, -1 for what is no number.</summary>
    public static long? Parse(Quota quota, string typed)
    {
        if (typed.Trim().Length == 0) return null;
        if (quota == Quota.Storage) return ByteSize.Parse(typed) ?? -1;
        // A comma stands between thousands, and nowhere else: 3,5 is a slip and not 35.
        return Thousands().IsMatch(typed.Trim()) && long.TryParse(typed.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }

    /// <summary>As a field shows a limit that <see cref="Parse"/> reads again, to the last byte.</summary>
    public static string Typed(Quota quota, long limit)
    {
        var words = Amount(quota, limit);
        return Parse(quota, words) == limit ? words : limit.ToString(CultureInfo.InvariantCulture);
    }

    public static string State(QuotaState state) => state switch
    {
        QuotaState.Unlimited => "No limit",
        QuotaState.Unknown => "Not measured yet",
        QuotaState.Near => "Nearly used up",
        QuotaState.Reached => "Used up",
        _ => "Room left",
    };

    public static Tone Tone(QuotaState state) => state switch
    {
        QuotaState.Near => Ui.Shared.Tone.Warning,
        QuotaState.Reached => Ui.Shared.Tone.Danger,
        QuotaState.Fine => Ui.Shared.Tone.Success,
        _ => Ui.Shared.Tone.Neutral,
    };

    public static string Icon(QuotaState state) => state switch
    {
        QuotaState.Near => Glyphs.Warning,
        QuotaState.Reached => Glyphs.Cross,
        QuotaState.Fine => Glyphs.CheckCircle,
        QuotaState.Unknown => Glyphs.Clock,
        _ => Glyphs.Circle,
    };

    /// <summary>For a banner.</summary>
    public static string Warning(QuotaUse use)
    {
        var (used, limit) = (Amount(use.Quota, use.Used ?? 0), Amount(use.Quota, use.Limit ?? 0));
        var what = use.Quota switch
        {
            Quota.Members => "Members, open invitations included",
            Quota.Assessments => "Active assessments",
            Quota.Executions => "Executions today (UTC)",
            _ => "Storage",
        };
        return $"{what}: {used} of {limit}, the limit {(use.Plan.Length > 0 ? $"of the plan {use.Plan}" : "for your company alone")}.";
    }

    [GeneratedRegex(@"^(\d+|\d{1,3}(,\d{3})+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();
}
