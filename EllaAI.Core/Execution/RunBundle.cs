using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EllaAI.Core.Execution;

/// <summary>
/// A run with what became of it, as one file that <c>ella sandbox replay</c> runs again. Holds every hidden test: never for candidates.
/// </summary>
public sealed record RunBundle(int Version, RunRequest Request, RunResult Result)
{
    public const int Current = 1;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    public string ToJson() => JsonSerializer.Serialize(this, _json);

    /// <exception cref="FormatException">It is no bundle, or one of a later version; one sentence says what is wrong.</exception>
    public static RunBundle Parse(string json)
    {
        try
        {
            var version = JsonSerializer.Deserialize<Head>(json, _json)!.Version;
            if (version != Current) throw new FormatException($"Its version is {version}, and only version {Current} is known.");
            var bundle = JsonSerializer.Deserialize<RunBundle>(json, _json)!;
            return HasGaps(bundle) ? throw new FormatException("An element of a list in it is null.") : bundle;
        }
        catch (JsonException e)
        {
            throw new FormatException($"It is not right at {e.Path ?? "$"}, line {(e.LineNumber ?? 0) + 1}.", e);
        }
    }

    // The reader looks at members only.
    private static bool HasGaps(RunBundle bundle) => new IEnumerable<object?>[]
    {
        bundle.Request.Files, bundle.Request.Tests, bundle.Request.Tests.SelectMany(t => t is null ? [] : t.Arguments.Concat(t.CheckerArguments)), bundle.Result.Tested,
        bundle.Request.Checker.Program?.Files ?? [], bundle.Request.Interactor?.Files ?? [], bundle.Request.UnitTests?.Files ?? [],
        bundle.Request.Function?.Parameters ?? [],
    }.Any(list => list.Contains(null));

    private sealed record Head(int Version);
}

/// <param name="Tested">In order; fewer than were asked for when it did not compile.</param>
/// <param name="Completed">Null when the run was never completed.</param>
public sealed record RunResult(BundledCompile Compiled, IReadOnlyList<BundledTest> Tested, Completed? Completed)
{
    public static RunResult Of(IReadOnlyList<RunnerMessage> messages)
    {
        var compiled = messages.OfType<Compiled>().Single();
        return new(
            new(compiled.Verdict, compiled.WallMs, compiled.Output),
            [.. messages.OfType<Tested>().Select(BundledTest.Of)],
            messages.OfType<Completed>().SingleOrDefault());
    }
}

public sealed record BundledCompile(Verdict Verdict, int WallMs, string Output);

/// <param name="Score">From 0 to 1.</param>
/// <param name="StdoutHash">Of all that it printed, see <see cref="RunHashes.OfText"/>; empty when it is not known.</param>
public sealed record BundledTest(
    string TestId, Verdict Verdict, double Score, int? ExitCode, string? Signal, int CpuMs, int WallMs, long MemoryKb, string StdoutHash, string Note)
{
    public static BundledTest Of(Tested t) =>
        new(t.TestId, t.Verdict, t.Score, t.ExitCode, t.Signal, t.CpuMs, t.WallMs, t.MemoryKb, RunHashes.OfText(t.Stdout), t.Note);
}
