using System.Globalization;
using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using MessagePack;

namespace EllaAI.Web.Attempts;

// What the candidate's page gets, over HTTP as JSON and over the hub as MessagePack, with the same names. Of hidden tests only the verdict.

[MessagePackObject]
public sealed record CompileView([property: Key("verdict")] string Verdict, [property: Key("output")] string Output)
{
    public static CompileView Of(CompileOutcome compile) => new(KebabName.Of(compile.Verdict), compile.Output);
}

[MessagePackObject]
public sealed record CaseView([property: Key("name")] string Name, [property: Key("verdict")] string Verdict, [property: Key("message")] string Message)
{
    public static CaseView Of(UnitCase unit) => new(unit.Name, KebabName.Of(unit.Verdict), unit.Message);
}

/// <param name="Verdict">Null while it has not run.</param>
/// <param name="Expected">Null for own input and for unit tests.</param>
/// <param name="Cases">What the test runner reported; empty for other tests.</param>
[MessagePackObject]
public sealed record TestView(
    [property: Key("number")] int Number,
    [property: Key("name")] string Name,
    [property: Key("visible")] bool Visible,
    [property: Key("verdict")] string? Verdict,
    [property: Key("cpuMs")] int? CpuMs,
    [property: Key("memoryKb")] long? MemoryKb,
    [property: Key("stdin")] string? Stdin,
    [property: Key("expected")] string? Expected,
    [property: Key("stdout")] string? Stdout,
    [property: Key("stderr")] string? Stderr,
    [property: Key("note")] string? Note,
    [property: Key("cases")] IReadOnlyList<CaseView> Cases)
{
    public static TestView Of(TestCase test, TestOutcome? outcome, bool compared)
    {
        var verdict = outcome is null ? null : KebabName.Of(outcome.Verdict);
        return test.Visible
            ? new(
                test.Number, test.Name, true, verdict, outcome?.CpuMs, outcome?.MemoryKb, test.Stdin, compared ? test.Expected : null,
                outcome?.Stdout, outcome?.Stderr, outcome?.Note, [.. (outcome?.Cases ?? []).Select(CaseView.Of)])
            : new(test.Number, "Hidden test", false, verdict, null, null, null, null, null, null, null, []);
    }
}

/// <param name="Points">Set when a submission is graded.</param>
[MessagePackObject]
public sealed record ExecutionView(
    [property: Key("id")] string Id,
    [property: Key("kind")] string Kind,
    [property: Key("question")] string Question,
    [property: Key("language")] string Language,
    [property: Key("state")] string State,
    [property: Key("createdAt")] string CreatedAt,
    [property: Key("custom")] bool Custom,
    [property: Key("compile")] CompileView? Compile,
    [property: Key("tests")] IReadOnlyList<TestView> Tests,
    [property: Key("verdict")] string? Verdict,
    [property: Key("points")] int? Points,
    [property: Key("maxPoints")] int? MaxPoints,
    [property: Key("message")] string? Message)
{
    private const string OurFailure = "We could not run your code. This is our fault and does not count against you. Please try again.";
    private const string Stopped = "Stopped, because the page was closed while it ran. Run it again whenever you like.";

    public static ExecutionView Of(CodeExecution execution, Question question)
    {
        var outcomes = execution.Tests.ToDictionary(t => t.Number);
        var compared = ExecutionPlan.Compares(execution, question);
        return new(
            execution.Id.Value.ToString("N"),
            KebabName.Of(execution.Kind),
            execution.Question.Value.ToString("N"),
            execution.Language,
            KebabName.Of(execution.State),
            WireTime.Of(execution.RequestedAt),
            execution.Stdin is not null,
            execution.Compile is { } compile ? CompileView.Of(compile) : null,
            [.. ExecutionPlan.Tests(execution, question).Select(t => TestView.Of(t, outcomes.GetValueOrDefault(t.Number), compared))],
            execution.Verdict is { } verdict ? KebabName.Of(verdict) : null,
            execution.Points,
            execution.Kind == ExecutionKind.Submit ? question.Points : null,
            execution.State switch { ExecutionState.Failed => OurFailure, ExecutionState.Stopped => Stopped, _ => null });
    }
}

[MessagePackObject]
public sealed record CompiledView([property: Key("execution")] string Execution, [property: Key("compile")] CompileView Compile);

[MessagePackObject]
public sealed record TestedView([property: Key("execution")] string Execution, [property: Key("test")] TestView Test);

[MessagePackObject]
public sealed record ClockView(
    [property: Key("serverNow")] string ServerNow, [property: Key("deadline")] string Deadline, [property: Key("state")] string State)
{
    public static ClockView Of(Attempt attempt, DateTimeOffset now) =>
        new(WireTime.Of(now), WireTime.Of(attempt.Deadline), attempt.State == AttemptState.InProgress ? "in-progress" : "closed");
}

[MessagePackObject]
public sealed record SupersededView([property: Key("epoch")] int Epoch);

/// <param name="Handovers">How often the attempt went from one device to another.</param>
[MessagePackObject]
public sealed record SeatView([property: Key("handovers")] int Handovers);

[MessagePackObject]
public sealed record ClosedView([property: Key("redirect")] string Redirect);

/// <summary>Times on the wire: ISO 8601, UTC.</summary>
internal static class WireTime
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
