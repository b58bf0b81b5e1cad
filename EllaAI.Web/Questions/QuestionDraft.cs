using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Questions;

/// <summary>A question while somebody writes it.</summary>
public sealed class QuestionDraft
{
    public static readonly IReadOnlyList<string> Difficulties = ["easy", "medium", "hard"];

    private readonly Limits _limits;

    private QuestionDraft(Question question, long version)
    {
        (Id, Version, _limits) = (question.Id, version, question.Limits);
        (Title, Statement, Difficulty, Checker) = (question.Title, question.Statement, question.Difficulty, question.Checker);
        (CpuMs, MemoryMb) = (_limits.CpuMs, _limits.MemoryMb);
        Tags = string.Join(", ", question.Tags);
        Starters = new(question.Starters);
        Tests = new(question.Tests.Select(TestDraft.Of));
    }

    public QuestionId Id { get; }

    /// <summary>The version that is edited; 0 before the first save.</summary>
    public long Version { get; set; }

    public string Title { get; set; }

    public string Difficulty { get; set; }

    /// <summary>As typed, with commas between.</summary>
    public string Tags { get; set; }

    public string Statement { get; set; }

    public int CpuMs { get; set; }

    public int MemoryMb { get; set; }

    public Checker Checker { get; set; } = Checker.Tokens;

    /// <summary>Language id to code.</summary>
    public Dictionary<string, string> Starters { get; }

    public OrderedList<TestDraft> Tests { get; }

    public int Points => Tests.Sum(test => test.Weight);

    public static QuestionDraft New() => new(
        new(new(Guid.NewGuid()), "", "", "medium", [], new Dictionary<string, string>(), [], Limits.Default, Checker.Tokens, default), 0);

    public static QuestionDraft Of(Versioned<Question> question) => new(question.Value, question.Version);

    /// <summary>The first one is an example; those after it are hidden, as most tests are.</summary>
    public TestDraft AddTest()
    {
        var first = Tests.Count == 0;
        var test = new TestDraft { Name = first ? "Example 1" : $"Test {Tests.Count + 1}", Visible = first, Weight = 10, Open = true, Fresh = true };
        Tests.Add(test);
        return test;
    }

    public Question ToQuestion() => new(
        Id,
        Title,
        Statement,
        Difficulty,
        [.. Tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)],
        new Dictionary<string, string>(Starters),
        [.. Tests.Select((test, i) => test.ToTest(i + 1))],
        // On the clock a program gets three times its processor time, as the defaults do.
        CpuMs == _limits.CpuMs && MemoryMb == _limits.MemoryMb ? _limits : _limits with { CpuMs = CpuMs, MemoryMb = MemoryMb, WallMs = 3 * CpuMs },
        Checker,
        default);
}
