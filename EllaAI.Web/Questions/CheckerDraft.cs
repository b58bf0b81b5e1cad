using EllaAI.Core.Execution;

namespace EllaAI.Web.Questions;

/// <summary>How answers are compared, while somebody chooses. Settings of a kind that is not chosen wait for its return.</summary>
public sealed class CheckerDraft
{
    public CheckerKind Kind { get; set; }

    public bool IgnoreCase { get; set; }

    public bool TellPresentation { get; set; }

    public double AbsoluteTolerance { get; set; }

    public double RelativeTolerance { get; set; }

    public ProgramDraft Program { get; private init; } = new();

    public bool TakesCase => Kind is not (CheckerKind.Program or CheckerKind.Json);

    /// <summary>Where layout counts at all.</summary>
    public bool TakesPresentation => Kind is CheckerKind.Lines or CheckerKind.Exact or CheckerKind.Unordered;

    public bool TakesTolerance => Kind is CheckerKind.Numbers or CheckerKind.Json;

    public static CheckerDraft Of(Checker checker) => new()
    {
        Kind = checker.Kind,
        IgnoreCase = checker.IgnoreCase,
        TellPresentation = checker.TellPresentation,
        AbsoluteTolerance = checker.AbsoluteTolerance,
        RelativeTolerance = checker.RelativeTolerance,
        Program = ProgramDraft.Of(checker.Program),
    };

    public Checker ToChecker() => new(Kind)
    {
        IgnoreCase = TakesCase && IgnoreCase,
        TellPresentation = TellPresentation,
        AbsoluteTolerance = TakesTolerance ? AbsoluteTolerance : 0,
        RelativeTolerance = TakesTolerance ? RelativeTolerance : 0,
        Program = Kind == CheckerKind.Program ? Program.ToProgram() : null,
    };

    /// <summary>What a function returns is always compared as JSON.</summary>
    public Checker ToFunctionChecker() => new(CheckerKind.Json)
    {
        TellPresentation = TellPresentation,
        AbsoluteTolerance = AbsoluteTolerance,
        RelativeTolerance = RelativeTolerance,
    };
}
