using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Judging;

/// <summary>What a checker says of one answer.</summary>
/// <param name="Note">One sentence for the reader; never holds expected text.</param>
internal sealed record Judgement(Verdict Verdict, string Note)
{
    public static Judgement Right { get; } = new(Verdict.Accepted, "");

    /// <summary>From 0 to 1.</summary>
    public double Score { get; init; } = Verdict == Verdict.Accepted ? 1 : 0;

    /// <summary>What a program wrote as the score, as it stands there; null when it wrote none.</summary>
    public double? RawScore { get; init; }

    public static Judgement Wrong(string note) => new(Verdict.WrongAnswer, note);

    /// <summary>The question is at fault, never the candidate.</summary>
    public static Judgement Ours(string fault) => new(Verdict.SystemError, $"{fault} It is the question's fault, not the program's: tell its author.");
}
