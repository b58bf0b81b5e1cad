using EllaAI.Core.Execution;

namespace EllaAI.Web.Ui.Shared;

/// <summary>A verdict as people read it.</summary>
public sealed record VerdictLook(string Word, Tone Tone, string Icon)
{
    public static VerdictLook Of(Verdict verdict) => verdict switch
    {
        Verdict.Accepted => new("Passed", Tone.Success, Glyphs.CheckCircle),
        Verdict.WrongAnswer => new("Wrong answer", Tone.Danger, Glyphs.Cross),
        Verdict.PresentationError => new("Wrong format", Tone.Warning, Glyphs.Warning),
        Verdict.TimeLimit => new("Too slow", Tone.Warning, Glyphs.Clock),
        Verdict.WallLimit => new("Waited too long", Tone.Warning, Glyphs.Clock),
        Verdict.MemoryLimit => new("Too much memory", Tone.Warning, Glyphs.Memory),
        Verdict.OutputLimit => new("Too much output", Tone.Warning, Glyphs.Warning),
        Verdict.RuntimeError => new("Crashed", Tone.Danger, Glyphs.Warning),
        Verdict.CompileError => new("Does not compile", Tone.Danger, Glyphs.Code),
        Verdict.SystemError => new("Our fault: run again", Tone.Neutral, Glyphs.Info),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };
}
