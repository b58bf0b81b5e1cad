using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Operations;
using EllaAI.Core.Reports;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>Erases attempts that a company has kept for as long as it said, with their invitations and mails. One receipt a day tells how many.</summary>
public sealed class EraseOldAttempts(IDocumentStore documents, FindTraces traces, ICache cache, TimeProvider clock)
{
    /// <summary>Attempts of one company that are looked at together, and documents of one commit.</summary>
    private const int Together = 20, Portion = 50;

    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <summary>The states of an attempt that is over, as an index is asked.</summary>
    internal static IReadOnlyList<string> Over { get; } = ["closed", "scored"];

    /// <returns>How many attempts of all companies are gone.</returns>
    public async Task<int> Everywhere(CancellationToken ct)
    {
        var gone = 0;
        await foreach (var company in documents.All<Company>(_platform.QueryEverywhere(Company.Everywhere), ct)) gone += await Of(Actor.System(company.Value.Id), ct);
        return gone;
    }

    /// <summary>Goes on until there is none that is old enough, or this process has to end.</summary>
    public async Task<int> Of(Actor company, CancellationToken ct)
    {
        var gone = 0;
        while ((await PrivacySettings.Of(documents, company, ct)).Value.RetentionDays is { } days
            && await Oldest(company, clock.GetUtcNow().AddDays(-days), ct) is { Count: > 0 } old)
        {
            if (!await Erase(company, old, ct)) break;
            gone += old.Count;
        }

        return gone;
    }

    private async Task<List<Attempt>> Oldest(Actor company, DateTimeOffset before, CancellationToken ct)
    {
        var old = new List<Attempt>();
        foreach (var state in Over)
            old.AddRange((await documents.Query<Attempt>(company.Query(Attempt.Ended, state) with { Limit = Together }, ct).ToList(ct)).Where(a => a.ClosedAt < before && a.Outstanding == 0));
        return old;
    }

    /// <summary>The attempts themselves at the end: by them the rest is found again.</summary>
    private async Task<bool> Erase(Actor company, List<Attempt> old, CancellationToken ct)
    {
        var (portion, roots) = (new List<Trace>(), new List<Trace>());
        await foreach (var trace in traces.OfAttempts(company, old, ct))
        {
            if (trace.Last || trace.Value is Attempt) roots.Add(trace);
            else portion.Add(trace);
            if (portion.Count == Portion && !await Commit(company, portion, 0, ct)) return false;
        }

        // An attempt whose invitation is gone goes by itself.
        foreach (var attempt in old.Where(a => !roots.Exists(r => r.Value is Attempt known && known.Id == a.Id)))
            if (await documents.Get<Attempt>(company.Key(Attempt.Collection, attempt.Id), ct) is { } found) roots.Add(Trace.Of(found));
        if (portion.Count > 0 && !await Commit(company, portion, 0, ct)) return false;
        if (!await Commit(company, roots, old.Count, ct)) return false;
        foreach (var assessment in old.Select(a => a.Assessment).Distinct()) await ShowBoard.Forget(cache, company, assessment, ct);
        return true;
    }

    private async Task<bool> Commit(Actor company, List<Trace> portion, int attempts, CancellationToken ct)
    {
        var (now, key) = (clock.GetUtcNow(), Erasure.Key(company, OfDay(company.Company, clock.GetUtcNow())));
        var found = await documents.Get<Erasure>(key, ct);
        var receipt = (found?.Value ?? new Erasure(OfDay(company.Company, now), ErasureKind.Retention, "", "system", now))
            .Erased(portion.Select(t => t.Key.Collection)).Done(now);
        var committed = await documents.Commit(
            [.. portion.Select(t => t.Erase()), new(key, receipt, found?.Version ?? 0)],
            attempts == 0 ? [] : [new Audited(company.Company, "system", AuditAction.AttemptsErased, $"{Erasure.Collection}/{receipt.Id.Value:N}", now, "", attempts == 1 ? "one attempt" : $"{attempts} attempts")],
            ct);
        portion.Clear();
        return committed;
    }

    /// <summary>The same for each portion of a day.</summary>
    private static ErasureId OfDay(CompanyId company, DateTimeOffset now) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{company.Value}/{now.UtcDateTime:yyyy-MM-dd}")).AsSpan(0, 16)));
}
