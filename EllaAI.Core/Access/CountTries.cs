using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>Tries in a row at one thing that can be guessed. Kept for what does not exist too: that one has to wait says nothing about it.</summary>
/// <param name="Until">Nobody may try before.</param>
public sealed record Tries(int Count, DateTimeOffset Last, DateTimeOffset Until)
{
    public const string Collection = "tries";

    public static IndexSpec Oldest { get; } = new(Collection, "tries-oldest", [], "last");
}

/// <summary>
/// Makes guessing slow. From the fifth try in a row on one waits, each time twice as long and never longer than <see cref="LongestWait"/>: nobody is
/// locked out for good. A try counts before it is looked at, so that many at once are no way around; the right one takes all back.
/// </summary>
public sealed class CountTries(IDocumentStore documents, TimeProvider clock)
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);
    private const int Free = 5;
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _forgottenAfter = TimeSpan.FromDays(1);
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <param name="what">Such as <c>password:ANN@EXAMPLE.COM</c>.</param>
    /// <returns>How many there are now; or that it is too early, with <c>waitSeconds</c>.</returns>
    public async Task<Result<int>> Begin(string what, CancellationToken ct)
    {
        var key = Key(what);
        var counted = await documents.Retry<int>(
            async () =>
            {
                var (found, now) = (await documents.Get<Tries>(key, ct), clock.GetUtcNow());
                if (found?.Value.Until > now) return Wait(found.Value.Until - now);
                var count = found is null || now - found.Value.Last > _forgottenAfter ? 1 : found.Value.Count + 1;
                return new Decision<int>(count, [new(key, new Tries(count, now, now + WaitAfter(count)), found?.Version ?? 0)], []);
            },
            ct);
        if (!counted.Ok(out var tries, out var problem)) return problem.Code == Problems.Conflict.Code ? Wait(TimeSpan.FromSeconds(1)) : problem;
        if (tries == 1) await ForgetOld(ct);
        return tries;
    }

    /// <summary>It was right: the next mistake is the first again.</summary>
    public async Task Forget(string what, CancellationToken ct)
    {
        var key = Key(what);
        // If somebody counts at the same moment, theirs stands.
        if (await documents.Get<Tries>(key, ct) is { } found) await documents.Commit([new(key, null, found.Version)], [], ct);
    }

    public static TimeSpan WaitAfter(int tries)
    {
        if (tries < Free) return TimeSpan.Zero;
        var wait = _firstWait * Math.Pow(2, Math.Min(tries - Free, 16));
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>True where waiting begins, and where it is first as long as it gets: what is worth telling of somebody who goes on and on.</summary>
    public static bool Slows(int tries) => tries == Free || (WaitAfter(tries) == LongestWait && WaitAfter(tries - 1) < LongestWait);

    private static Problem Wait(TimeSpan left) => new("wait", "Too many tries in a row. Wait a little, then try again.", ProblemKind.TooMany)
    {
        Facts = new Dictionary<string, object?> { ["waitSeconds"] = (int)Math.Ceiling(left.TotalSeconds) },
    };

    /// <summary>By hash: addresses are personal, and as long as people like.</summary>
    private static DocumentKey Key(string what) => _platform.Key(Tries.Collection, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what))));

    /// <summary>Each new one takes away more than it adds, so that inventing addresses fills nothing.</summary>
    private async Task ForgetOld(CancellationToken ct)
    {
        var oldest = _platform.Query(Tries.Oldest) with { Limit = 3 };
        await foreach (var old in documents.Query<Tries>(oldest, ct))
        {
            if (clock.GetUtcNow() - old.Value.Last <= _forgottenAfter) return;
            await documents.Commit([new(old.Key, null, old.Version)], [], ct);
        }
    }
}
