using System.Text.Json;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Companies.Demo;

/// <summary>Questions from the folder of data files beside this code, in the order of their difficulty.</summary>
public static class DemoContent
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Companies", "Demo", "questions");
    private static readonly Guid _practiceId = new("e11a0000-0000-4000-8000-000000000001");
    private static readonly string[] _order = ["easy", "medium", "hard"];

    public static IReadOnlyList<Question> Questions(DateTimeOffset now) =>
        [.. All(now).Where(q => !q.Practice).Select(q => q.Question).OrderBy(q => Array.IndexOf(_order, q.Difficulty))];

    public static PracticeQuestion Practice() => new(All(DateTimeOffset.UnixEpoch).Single(q => q.Practice).Question);

    private static IEnumerable<(Question Question, bool Practice)> All(DateTimeOffset now) =>
        Directory.EnumerateDirectories(_folder).Order(StringComparer.Ordinal).Select(folder => Load(folder, now));

    private static (Question Question, bool Practice) Load(string folder, DateTimeOffset now)
    {
        var file = JsonSerializer.Deserialize<QuestionFile>(File.ReadAllText(Path.Combine(folder, "question.json")), DocumentJson.Options)!;
        var question = new Question(
            new(file.Practice ? _practiceId : Guid.NewGuid()),
            file.Title,
            File.ReadAllText(Path.Combine(folder, "statement.md")),
            file.Difficulty,
            file.Tags,
            Directory.EnumerateFiles(Path.Combine(folder, "starters")).ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText),
            [.. file.Tests.Select((test, i) => Test(folder, i + 1, test))],
            file.Limits,
            file.Checker,
            now);
        return (question, file.Practice);
    }

    private static TestCase Test(string folder, int number, TestFile test)
    {
        var path = Path.Combine(folder, "tests", test.File);
        return new(number, test.Name, File.ReadAllText(path + ".in"), File.ReadAllText(path + ".out"), test.Visible, test.Weight);
    }

    private sealed record QuestionFile(
        string Title, string Difficulty, IReadOnlyList<string> Tags, Checker Checker, bool Practice, Limits Limits, IReadOnlyList<TestFile> Tests);

    private sealed record TestFile(string File, string Name, bool Visible, int Weight);
}
