using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>A line of the ledger: a secret key, or the mark of somebody who was erased.</summary>
/// <param name="Key">Names the key: the beginning of its hash.</param>
/// <param name="Value">The key itself in hexadecimal, or what it makes of the person.</param>
/// <param name="At">When the person was erased; null for a key.</param>
public sealed record LedgerLine(string Key, string Value, DateTimeOffset? At);

/// <summary>The ledger beside the documents, which no backup of them brings back to what it was.</summary>
public interface IErasureFile
{
    IReadOnlyList<LedgerLine> Read();

    /// <summary>Durable when it returns.</summary>
    void Append(IReadOnlyList<LedgerLine> lines);
}

/// <summary>Somebody who was erased, for those who share the documents and not the file.</summary>
public sealed record ErasedMark(string Key, string Hash, DateTimeOffset At)
{
    public const string Collection = "erased";
}

/// <summary>The secret under which people are marked.</summary>
public sealed record ErasureKey(string Secret)
{
    public const string Collection = "erasure-key";

    public string Name => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(Secret)))[..16];

    public string Mark(string who) => Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(Secret), Encoding.UTF8.GetBytes(who)));

    public static ErasureKey New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
}

/// <summary>
/// Remembers who was erased, as keyed hashes: in a file beside the documents, and as documents for other replicas. A mark that is in the file only
/// tells that the documents are from before: then whoever it marks may be back.
/// </summary>
public sealed class ErasureLedger(IDocumentStore documents, IErasureFile file)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    public static string Candidate(CompanyId company, string address) => $"candidate:{company.Value}:{address}";

    public static string Account(AccountId account) => $"account:{account.Value:N}";

    public static string Company(CompanyId company) => $"company:{company.Value}";

    /// <summary>As it stands on receipts.</summary>
    public async Task<string> Mark(string who, CancellationToken ct) => (await Key(ct)).Mark(who);

    /// <summary>Before the erasure is said to be done.</summary>
    public async Task Append(string mark, DateTimeOffset at, CancellationToken ct) => file.Append([new((await Key(ct)).Name, mark, at)]);

    /// <summary>The documents know it too, and nobody looks for the person again.</summary>
    public async Task Settle(string key, string mark, DateTimeOffset at, CancellationToken ct)
    {
        var place = _platform.Key(ErasedMark.Collection, mark);
        while (true)
        {
            var found = await documents.Get<ErasedMark>(place, ct);
            if (found?.Value.At >= at || await documents.Commit([new(place, new ErasedMark(key, mark, at), found?.Version ?? 0)], [], ct)) return;
        }
    }

    public async Task Settle(string mark, DateTimeOffset at, CancellationToken ct) => await Settle((await Key(ct)).Name, mark, at, ct);

    /// <summary>Brings file and documents together. What the file alone knew has still to be looked for, and settled then.</summary>
    public async Task<UnsettledMarks> Merge(CancellationToken ct)
    {
        await Key(ct);
        var lines = file.Read();
        var written = Latest(lines.Where(l => l.At is not null).Select(l => new ErasedMark(l.Key, l.Value, l.At!.Value)));
        var kept = new Dictionary<string, ErasedMark>();
        await foreach (var stored in documents.Walk(_platform.Range(ErasedMark.Collection), ct))
        {
            var mark = Schemas.Declared.Read<ErasedMark>(ErasedMark.Collection, stored.Schema, stored.Body!);
            kept[mark.Hash] = mark;
        }

        LedgerLine[] news = [.. kept.Values.Where(k => !written.TryGetValue(k.Hash, out var known) || known.At < k.At).Select(k => new LedgerLine(k.Key, k.Hash, k.At))];
        if (news.Length > 0) file.Append(news);
        return new(
            [.. lines.Where(l => l.At is null).Select(l => new ErasureKey(l.Value))],
            written.Values.Where(w => !kept.TryGetValue(w.Hash, out var known) || known.At < w.At).ToDictionary(w => w.Hash));
    }

    private static Dictionary<string, ErasedMark> Latest(IEnumerable<ErasedMark> marks) =>
        marks.GroupBy(m => m.Hash).ToDictionary(g => g.Key, g => g.MaxBy(m => m.At)!);

    /// <summary>The documents' own, so that replicas have the same; the file keeps each that there ever was.</summary>
    private async Task<ErasureKey> Key(CancellationToken ct)
    {
        var place = _platform.Key(ErasureKey.Collection, "current");
        var known = file.Read().Where(l => l.At is null).Select(l => new ErasureKey(l.Value)).ToArray();
        while (true)
        {
            var key = (await documents.Get<ErasureKey>(place, ct))?.Value;
            if (key is null)
            {
                key = known.LastOrDefault() ?? ErasureKey.New();
                if (!await documents.Commit([Change.Create(place, key)], [], ct)) continue;
            }

            if (!known.Contains(key)) file.Append([new(key.Name, key.Secret, null)]);
            return key;
        }
    }
}

/// <summary>People who were erased, of whom the documents do not know it.</summary>
public sealed record UnsettledMarks(IReadOnlyList<ErasureKey> Keys, IReadOnlyDictionary<string, ErasedMark> Marks)
{
    /// <summary>Under whichever key it was made; null for nobody who was erased.</summary>
    public ErasedMark? Find(string who) => Keys.Select(k => Marks.GetValueOrDefault(k.Mark(who))).FirstOrDefault(m => m is not null);
}
