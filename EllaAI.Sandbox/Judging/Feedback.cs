using System.Globalization;
using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// What an output validator says: by its exit code, and by files in its feedback folder. Formats: ICPC problem package, legacy
/// and 2023-07 ("Output validator"). <c>judgemessage.txt</c> is for judges, so it is not read: a note is seen by candidates.
/// </summary>
internal static class Feedback
{
    public const string Folder = "feedback";

    public const int AcceptedCode = 42;

    private const int WrongCode = 43, LongestNote = 1_000, LongestNumber = 100;

    public static Judgement Read(Wall wall, WallResult result) => result switch
    {
        { ExecError: not 0 } => Judgement.Ours("The question's checker could not be started."),
        { Cause: StopCause.Cpu or StopCause.Wall } => Judgement.Ours("The question's checker took too long."),
        { Cause: StopCause.Memory } => Judgement.Ours("The question's checker needed too much memory."),
        { Cause: StopCause.Output } => Judgement.Ours("The question's checker printed too much."),
        { ExitCode: AcceptedCode } => Accepted(wall),
        { ExitCode: WrongCode } => Judgement.Wrong(Note(wall) is { Length: > 0 } note ? note : "The checker does not accept this answer."),
        { ExitCode: { } code } => Judgement.Ours($"The question's checker ended with code {code}, which is neither 42 nor 43."),
        _ => Judgement.Ours($"The question's checker was ended by {SignalName.Of(result.Signal)}."),
    };

    private static Judgement Accepted(Wall wall)
    {
        var (score, multiplier) = (Text(wall, "score.txt", LongestNumber), Text(wall, "score_multiplier.txt", LongestNumber));
        var right = new Judgement(Verdict.Accepted, Note(wall));
        return (Number(score), Number(multiplier)) switch
        {
            _ when score is not null && multiplier is not null => Judgement.Ours("The question's checker wrote both a score and a multiplier."),
            (null, _) when score is not null => Judgement.Ours("The question's checker wrote a score that is not a number from 0 on."),
            (_, null or > 1) when multiplier is not null => Judgement.Ours("The question's checker wrote a multiplier that is not a number from 0 to 1."),
            ({ } value, _) => right with { Score = Math.Min(value, 1), RawScore = value },
            (_, { } part) => right with { Score = part },
            _ => right,
        };
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0 ? value : null;

    private static string Note(Wall wall)
    {
        var text = Text(wall, "teammessage.txt", 64 * 1024) ?? "";
        var plain = string.Concat(text.Where(c => !char.IsControl(c) || c == '\n')).Trim();
        return plain.Length <= LongestNote ? plain : plain[..LongestNote] + "...";
    }

    private static string? Text(Wall wall, string name, int most) =>
        wall.CollectTemporary($"{Folder}/{name}", most) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
