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
        (Title, Statement, Difficulty) = (question.Title, question.Statement, question.Difficulty);
        (CpuMs, MemoryMb) = (_limits.CpuMs, _limits.MemoryMb);
        Tags = string.Join(", ", question.Tags);
        Starters = new(question.Starters);
        Groups = new(question.Groups.Select(GroupDraft.Of));
        Tests = new(question.Tests.Select(t => TestDraft.Of(t, Groups)));
        Checker = CheckerDraft.Of(question.Checker);
        Function = FunctionDraft.Of(question.Function);
        Interactor = ProgramDraft.Of(question.Interactor);
        UnitTests = UnitTestsDraft.Of(question.UnitTests);
        Kind = KindOf(question);
        if (Kind == QuestionKind.UnitTests) (UnitTests.Points, UnitTests.Visible) = (question.Points, question.Tests.Any(t => t.Visible));
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

    public QuestionKind Kind { get; set; }

    public CheckerDraft Checker { get; }

    /// <summary>Of <see cref="QuestionKind.Function"/>.</summary>
    public FunctionDraft Function { get; }

    /// <summary>Of <see cref="QuestionKind.Interactive"/>.</summary>
    public ProgramDraft Interactor { get; }

    /// <summary>Of <see cref="QuestionKind.UnitTests"/>, in place of <see cref="Tests"/>.</summary>
    public UnitTestsDraft UnitTests { get; }

    /// <summary>Language id to code.</summary>
    public Dictionary<string, string> Starters { get; }

    public OrderedList<TestDraft> Tests { get; }

    public OrderedList<GroupDraft> Groups { get; }

    public int Points => ToQuestion().Points;

    public static QuestionDraft New() => new(
        new(new(Guid.NewGuid()), "", "", "medium", [], new Dictionary<string, string>(), [], Limits.Default, Core.Execution.Checker.Tokens, default), 0);

    public static QuestionDraft Of(Versioned<Question> question) => new(question.Value, question.Version);

    /// <summary>The first one is an example; those after it are hidden, as most tests are.</summary>
    public TestDraft AddTest()
    {
        var first = Tests.Count == 0;
        var test = new TestDraft { Name = first ? "Example 1" : $"Test {Tests.Count + 1}", Visible = first, Weight = 10, Open = true, Fresh = true };
        Tests.Add(test);
        return test;
    }

    public void AddGroup() => Groups.Add(new() { Name = $"Group {Groups.Count + 1}", Points = 10 });

    /// <summary>Its tests are then scored by themselves.</summary>
    public void RemoveGroup(GroupDraft group)
    {
        foreach (var test in Tests.Where(t => t.Group == group)) test.Group = null;
        for (var i = 0; i < Groups.Count; i++)
            if (Groups[i] == group) Groups.RemoveAt(i);
    }

    public Question ToQuestion() => Judged(new(
        Id,
        Title,
        Statement,
        Difficulty,
        [.. Tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)],
        new Dictionary<string, string>(Starters),
        [.. Tests.Select((test, i) => test.ToTest(i + 1))],
        // On the clock a program gets three times its processor time, as the defaults do.
        CpuMs == _limits.CpuMs && MemoryMb == _limits.MemoryMb ? _limits : _limits with { CpuMs = CpuMs, MemoryMb = MemoryMb, WallMs = 3 * CpuMs },
        Checker.ToChecker(),
        default)
    {
        Groups = [.. Groups.Select(g => g.ToGroup())],
    });

    // Only what the chosen kind uses is kept: the rest stays on the page until it is left.
    private Question Judged(Question question) => Kind switch
    {
        QuestionKind.Function => question with { Function = Function.ToSignature(), Checker = Checker.ToFunctionChecker() },
        QuestionKind.Interactive => question with { Interactor = Interactor.ToProgram(), Checker = Core.Execution.Checker.Tokens },
        QuestionKind.UnitTests => question with
        {
            UnitTests = UnitTests.ToTests(),
            Checker = Core.Execution.Checker.Tokens,
            Groups = [],
            Tests = [new(1, "Unit tests", "", "", UnitTests.Visible, UnitTests.Points)],
        },
        _ => question,
    };

    private static QuestionKind KindOf(Question question) => question switch
    {
        { UnitTests.Count: > 0 } => QuestionKind.UnitTests,
        { Function: not null } => QuestionKind.Function,
        { Interactor: not null } => QuestionKind.Interactive,
        _ => QuestionKind.Program,
    };
}
