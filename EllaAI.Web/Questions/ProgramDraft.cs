using EllaAI.Core.Execution;

namespace EllaAI.Web.Questions;

/// <summary>A checker or interactor while its author writes it.</summary>
public sealed class ProgramDraft
{
    private SourceFile _entry = new("", "");
    private IReadOnlyList<SourceFile> _others = [];

    public string Language { get; set; } = "";

    public string Code
    {
        get => _entry.Text;
        set => _entry = _entry with { Text = value };
    }

    /// <summary>The page shows the entry file; others, which came from elsewhere, stay with it.</summary>
    public static ProgramDraft Of(SourceProgram? program) =>
        program is null ? new() : new() { Language = program.Language, _entry = program.Files[0], _others = [.. program.Files.Skip(1)] };

    public SourceProgram ToProgram() => new(Language, [_entry, .. _others]);
}
