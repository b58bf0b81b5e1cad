using EllaAI.Core.Privacy;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Privacy;

/// <summary>Collections and receipts in words.</summary>
internal static class PrivacyWords
{
    private static readonly Dictionary<string, string> _kinds = new()
    {
        ["invitation"] = "invitation",
        ["attempt"] = "attempt",
        ["workbook"] = "workbook",
        ["journal"] = "piece of typing",
        ["draft"] = "text in an editor",
        ["draft-text"] = "text in an editor",
        ["origin"] = "place of signing in",
        ["execution"] = "run or submission",
        ["mail"] = "mail",
        ["link-code"] = "code for a link",
        ["member-invitation"] = "invitation as a member",
        ["member"] = "membership",
        ["delivery"] = "message on its way",
        ["outbox"] = "message on its way",
        ["export"] = "export",
        ["export-part"] = "part of an export",
        ["account"] = "account",
        ["session"] = "session",
        ["passkey"] = "passkey",
        ["address"] = "address",
    };

    public static string Counted(string collection, int count) => (collection, count) switch
    {
        ("journal", not 1) => $"{count} pieces of typing",
        ("draft" or "draft-text", not 1) => $"{count} texts in an editor",
        ("execution", not 1) => $"{count} runs and submissions",
        ("link-code", not 1) => $"{count} codes for a link",
        ("member-invitation", not 1) => $"{count} invitations as a member",
        ("delivery" or "outbox", not 1) => $"{count} messages on their way",
        ("export-part", not 1) => $"{count} parts of exports",
        ("address", not 1) => $"{count} addresses",
        _ => Words.Count(count, _kinds.GetValueOrDefault(collection, collection)),
    };

    public static string All(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "nothing was left" : Words.List([.. counts.OrderByDescending(c => c.Value).Select(c => Counted(c.Key, c.Value))]);

    public static string Kind(Erasure erasure) => erasure switch
    {
        { Kind: ErasureKind.Company } => $"Company {erasure.Company?.Value}",
        { Kind: ErasureKind.Retention } => "Results whose time had come",
        { Kind: ErasureKind.Account } => "An account",
        _ => "A candidate",
    };

    public static string Size(long bytes) => bytes < 100_000 ? $"{Math.Max(1, bytes / 1_000)} KB" : $"{bytes / 1_000_000d:0.0} MB";
}
