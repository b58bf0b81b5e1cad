using EllaAI.Core.Execution;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Questions;

/// <summary>The author's own test files, by language, and what passing them is worth.</summary>
public sealed class UnitTestsDraft
{
    public int Points { get; set; } = 100;

    /// <summary>Candidates see the names of the cases and why one failed.</summary>
    public bool Visible { get; set; } = true;

    public Dictionary<string, OrderedList<UnitFileDraft>> Files { get; } = [];

    public static UnitTestsDraft Of(IReadOnlyDictionary<string, UnitTests> tests)
    {
        var draft = new UnitTestsDraft();
        foreach (var (language, files) in tests)
            draft.Files[language] = new(files.Files.Select(f => new UnitFileDraft { Name = f.Name, Text = f.Text }));
        return draft;
    }

    public IReadOnlyDictionary<string, UnitTests> ToTests() => Files
        .Where(f => f.Value.Count > 0)
        .ToDictionary(f => f.Key, f => new UnitTests("", [.. f.Value.Select(file => new SourceFile(file.Name.Trim(), file.Text))]));
}

public sealed class UnitFileDraft
{
    public string Name { get; set; } = "";

    public string Text { get; set; } = "";
}
