using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Problems;

/// <summary>Verdicts as packages tell them apart.</summary>
[Flags]
internal enum Outcomes
{
    None = 0,
    Accepted = 1,
    WrongAnswer = 2,
    TimeLimit = 4,
    RunTimeError = 8,
    Any = Accepted | WrongAnswer | TimeLimit | RunTimeError,
}

internal static class OutcomesExtensions
{
    private static readonly (Outcomes Outcome, Verdict[] Verdicts)[] Table =
    [
        (Outcomes.Accepted, [Verdict.Accepted]),
        (Outcomes.WrongAnswer, [Verdict.WrongAnswer, Verdict.PresentationError]),
        (Outcomes.TimeLimit, [Verdict.TimeLimit, Verdict.WallLimit]),
        (Outcomes.RunTimeError, [Verdict.RuntimeError, Verdict.MemoryLimit, Verdict.OutputLimit]),
    ];

    /// <summary>None for a compile error and for what is our own fault: no package permits these.</summary>
    public static Outcomes Outcome(this Verdict verdict) => Table.FirstOrDefault(r => r.Verdicts.Contains(verdict)).Outcome;

    public static IReadOnlyList<string> Names(this Outcomes outcomes) =>
        [.. Table.Where(r => outcomes.HasFlag(r.Outcome)).SelectMany(r => r.Verdicts).Select(v => KebabName.Of(v))];
}
