using System.Globalization;
using EllaAI.Core.Storage;

namespace EllaAI.Benchmarks.Store;

/// <summary>
/// Documents of every collection that has an index: half of them belong to one big company, and the others to companies with some
/// fifty each, whose number grows with the documents'. They come in turn, with random ids, as in a store that grew.
/// </summary>
internal sealed record Seed(int Documents)
{
    public const string Big = "big";

    private const int EachCompany = 48, InGroup = 100, InSmallGroup = 4, States = 4;
    private static readonly IndexSpec[][] _collections = [.. DeclaredIndexes.All.GroupBy(i => i.Collection).Select(g => g.ToArray())];
    private static readonly string _text = new('x', 300);

    public int Companies => Math.Max(1, Documents / 2 / EachCompany);

    /// <summary>Where a document of the collection can be found by its key.</summary>
    public List<(string Company, string Collection, string Id)> Sample { get; } = [];

    public void Fill(string path)
    {
        new OpenStore(path).Dispose();
        // What a crash would lose here is made anew.
        using var sqlite = new PlainSqlite(path, "PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 100000; PRAGMA cache_size = -800000; BEGIN;");
        foreach (var (company, collection, id, body) in All()) sqlite.Seed(company, collection, id, body);
        sqlite.Execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    /// <summary>To be run through once, which fills <see cref="Sample"/>.</summary>
    public IEnumerable<(string Company, string Collection, string Id, string Body)> All()
    {
        for (var i = 0; i < Documents; i++)
        {
            var (indexes, turn) = (_collections[i % _collections.Length], i / _collections.Length);
            var (company, place, group) = turn % 2 == 0
                ? (Big, turn / 2, turn / 2 / InGroup)
                : (Company(turn / 2 % Companies), turn / 2 / Companies, turn / 2 / Companies / InSmallGroup);
            var id = Guid.NewGuid().ToString("N");
            if (i % Math.Max(1, Documents / 1_000) == 0) Sample.Add((company, indexes[0].Collection, id));
            yield return (company, indexes[0].Collection, id, Body(indexes, place, group, place % States));
        }
    }

    public static string Company(int number) => $"company-{number}";

    /// <summary>Values that some documents have: of the big company, or of each small one.</summary>
    public IReadOnlyList<object> Values(IndexSpec index, bool big, Random random)
    {
        var groups = Math.Max(1, Documents / _collections.Length / 2 / (big ? InGroup : InSmallGroup * Companies));
        // The same in all fields, as the documents have them.
        var (state, group) = ($"state-{(index.AcrossCompanies || big ? random.Next(States) : 0)}", $"group-{random.Next(groups)}");
        return [.. index.Fields.Select(field => (object)(IsState(index.Collection, field) ? state : group))];
    }

    /// <summary>One of a few, which many documents of all companies share.</summary>
    private static bool IsState(string collection, string field) =>
        Array.Exists(_collections.First(c => c[0].Collection == collection), index => index.AcrossCompanies && index.Fields.Contains(field));

    private static string Body(IndexSpec[] indexes, int place, int group, int state)
    {
        var fields = new SortedDictionary<string, string> { ["text"] = _text };
        foreach (var index in indexes)
        {
            foreach (var field in index.Fields) fields[field] = IsState(index.Collection, field) ? $"state-{state}" : $"group-{group}";
            fields[index.OrderBy] = string.Create(CultureInfo.InvariantCulture, $"2026-01-01T00:00:00.{place:D9}Z");
        }

        return $"{{{string.Join(',', fields.Select(f => $"\"{f.Key}\":\"{f.Value}\""))}}}";
    }
}
