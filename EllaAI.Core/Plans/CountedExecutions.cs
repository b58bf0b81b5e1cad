using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>A part of the executions that a company asked for on one day in UTC. All parts of a day together are its count.</summary>
public sealed record CountedExecutions(long Count)
{
    public const string Collection = "counted-executions";

    public static DocumentKey Key(Actor actor, DateOnly day, int part) => actor.Key(Collection, string.Create(CultureInfo.InvariantCulture, $"{Name(day)}-{part:D2}"));

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>The day of a part, by its id.</summary>
    public static DateOnly DayOf(string id) => DateOnly.ParseExact(id.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    public static async Task<long> Of(IDocumentStore documents, Actor actor, DateOnly day, CancellationToken ct)
    {
        var sum = 0L;
        await foreach (var part in documents.Walk<CountedExecutions>(Actor.System(actor.Company).Range(Collection, Name(day)), ct)) sum += part.Value.Count;
        return sum;
    }

    private static string Name(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

/// <summary>
/// Counts an execution in the commit that accepts it. A day's count has parts, and of all that this process accepts at one moment each takes a part of
/// its own: sixty-four candidates who press Run together write sixty-four documents, and none makes another one's commit stale. Another process may
/// have the same part; then whoever loses takes another one for the next try. See ADR 24.
/// </summary>
internal sealed class TallyOfDay : IDisposable
{
    private const int Parts = 64;

    /// <summary>As long as so many are enough: a day is read by adding its parts up.</summary>
    private const ulong Few = 0xFFFF;

    /// <summary>Tries on shared parts, of which other processes have the same, before one is taken that hardly anybody else has.</summary>
    private const int SharedTries = 3;

    private const int Spare = 300;

    private static readonly ConcurrentDictionary<CompanyId, Taken> _companies = [];

    private readonly Actor _actor;
    private readonly Taken _taken;
    private int? _part;
    private bool _owns;
    private int _tries;

    private TallyOfDay(Actor actor) => (_actor, _taken) = (actor, _companies.GetOrAdd(actor.Company, _ => new()));

    /// <summary>To be held until the commit is done.</summary>
    public static TallyOfDay Begin(Actor actor) => new(actor);

    /// <summary>For each try anew.</summary>
    public async Task<Change> Add(IDocumentStore documents, int executions, DateTimeOffset now, CancellationToken ct)
    {
        Return();
        (var part, _owns) = _tries++ < SharedTries ? _taken.Take() : (Parts + RandomNumberGenerator.GetInt32(Spare), false);
        _part = part;
        var key = CountedExecutions.Key(_actor, CountedExecutions.Day(now), part);
        var found = await documents.Get<CountedExecutions>(key, ct);
        return new(key, new CountedExecutions((found?.Value.Count ?? 0) + executions), found?.Version ?? 0);
    }

    public void Dispose() => Return();

    private void Return()
    {
        if (_part is { } part && _owns) _taken.Return(part);
        (_part, _owns) = (null, false);
    }

    /// <summary>The parts of one company that are in use in this process.</summary>
    private sealed class Taken
    {
        private readonly Lock _lock = new();
        private ulong _used;

        /// <returns>A free one, or where there is none a spare one: there the versions decide.</returns>
        public (int Part, bool Owns) Take()
        {
            lock (_lock)
            {
                var free = ~_used & Few;
                if (free == 0) free = ~_used;
                if (free == 0) return (Parts + RandomNumberGenerator.GetInt32(Spare), false);
                for (var skip = RandomNumberGenerator.GetInt32(BitOperations.PopCount(free)); skip > 0; skip--) free &= free - 1;
                var part = BitOperations.TrailingZeroCount(free);
                _used |= 1UL << part;
                return (part, true);
            }
        }

        public void Return(int part)
        {
            lock (_lock) _used &= ~(1UL << part);
        }
    }
}
