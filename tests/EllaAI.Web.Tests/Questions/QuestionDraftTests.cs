using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Web.Questions;
using Xunit;

namespace EllaAI.Web.Tests.Questions;

public sealed class QuestionDraftTests
{
    private static readonly Question _question = new(
        new(Guid.NewGuid()), "Sum", "Add two numbers.", "easy", ["math", "warm up"], new Dictionary<string, string> { ["python"] = "print()" },
        [new(1, "Example", "1 2", "3", Visible: true, Weight: 5), new(2, "Big", "9 9", "18", Visible: false, Weight: 15)],
        new Limits(CpuMs: 1_000, WallMs: 9_000), Checker.Lines, DateTimeOffset.UnixEpoch);

    private static QuestionDraft Draft() => QuestionDraft.Of(new Versioned<Question>(new("acme", Question.Collection, "1"), _question, 7));

    [Fact]
    public void A_question_that_nobody_touched_is_saved_as_it_was()
    {
        var draft = Draft();
        var saved = draft.ToQuestion();

        Assert.Equal(7, draft.Version);
        Assert.Equal(_question.Tests, saved.Tests);
        Assert.Equal(_question.Tags, saved.Tags);
        Assert.Equal(_question.Limits, saved.Limits);
        Assert.Equal(_question.Starters, saved.Starters);
        Assert.Equal((_question.Title, _question.Statement, _question.Checker), (saved.Title, saved.Statement, saved.Checker));
    }

    [Fact]
    public void Tests_are_numbered_in_their_order()
    {
        var draft = Draft();
        draft.Tests.Move(1, -1);

        Assert.Equal([(1, "Big"), (2, "Example")], draft.ToQuestion().Tests.Select(test => (test.Number, test.Name)));
    }

    [Fact]
    public void The_first_test_is_shown_and_those_after_it_are_hidden()
    {
        var draft = QuestionDraft.New();

        Assert.True(draft.AddTest().Visible);
        Assert.False(draft.AddTest().Visible);
        Assert.Equal(20, draft.Points);
    }

    [Fact]
    public void A_test_without_a_name_is_called_by_its_number()
    {
        var draft = Draft();
        draft.Tests[1].Name = "  ";

        Assert.Equal("Test 2", draft.ToQuestion().Tests[1].Name);
    }

    [Fact]
    public void Changing_a_copy_leaves_its_model_alone()
    {
        var draft = Draft();
        var copy = draft.Tests[0].Copy();
        copy.Stdin = "changed";

        Assert.Equal("1 2", draft.Tests[0].Stdin);
        Assert.Equal("Example (copy)", copy.Name);
    }

    [Fact]
    public void Tags_are_what_stands_between_the_commas_once_each()
    {
        var draft = Draft();
        draft.Tags = " graphs,, Graphs , two words ,";

        Assert.Equal(["graphs", "two words"], draft.ToQuestion().Tags);
    }

    [Fact]
    public void More_processor_time_gives_more_time_on_the_clock()
    {
        var draft = Draft();
        draft.CpuMs = 5_000;

        Assert.Equal(15_000, draft.ToQuestion().Limits.WallMs);
    }

    [Fact]
    public void Every_kind_of_question_is_saved_as_it_was()
    {
        var program = new SourceProgram("python", [new("check.py", "exit(42)"), new("more.py", "")]);
        Question[] kinds =
        [
            _question with { Checker = new(CheckerKind.Numbers) { AbsoluteTolerance = 1e-6, RelativeTolerance = 1e-9 } },
            _question with { Checker = new(CheckerKind.Lines) { IgnoreCase = true } },
            _question with { Checker = Checker.Tokens with { TellPresentation = true } },
            _question with { Checker = new(CheckerKind.Program) { Program = program } },
            _question with { Checker = Checker.Tokens, Interactor = program },
            _question with { Checker = new(CheckerKind.Json) { AbsoluteTolerance = 0.5 }, Function = new("twoSum", [new("numbers", new(DataKind.List, new(DataKind.Int)))], new(DataKind.Int)) },
            _question with
            {
                Checker = Checker.Tokens,
                Tests = [new(1, "Unit tests", "", "", true, 70)],
                UnitTests = new Dictionary<string, UnitTests> { ["python"] = new("", [new("test_a.py", "a"), new("test_b.py", "b")]) },
            },
            _question with { Groups = [new("Small", 30, GroupScoring.Min)], Tests = [_question.Tests[0], _question.Tests[1] with { Group = "Small" }] },
        ];
        foreach (var question in kinds)
            Assert.Equal(Json(question with { ChangedAt = default }), Json(QuestionDraft.Of(new(new("acme", Question.Collection, "1"), question, 1)).ToQuestion()));
    }

    [Theory]
    [InlineData(CheckerKind.Lines, true)]
    [InlineData(CheckerKind.Exact, true)]
    [InlineData(CheckerKind.Unordered, true)]
    [InlineData(CheckerKind.Tokens, false)]
    [InlineData(CheckerKind.Json, false)]
    public void Whether_wrong_layout_is_told_is_asked_where_layout_counts(CheckerKind kind, bool asked)
    {
        var draft = Draft();
        draft.Checker.Kind = kind;
        Assert.Equal((asked, false), (draft.Checker.TakesPresentation, draft.ToQuestion().Checker.TellPresentation));

        draft.Checker.TellPresentation = true;
        Assert.True(draft.ToQuestion().Checker.TellPresentation);
    }

    [Fact]
    public void A_group_that_is_renamed_keeps_its_tests_and_one_that_is_removed_lets_them_go()
    {
        var draft = Draft();
        draft.AddGroup();
        draft.Tests[1].Group = draft.Groups[0];
        draft.Groups[0].Name = "Large";
        Assert.Equal(["", "Large"], draft.ToQuestion().Tests.Select(t => t.Group));
        Assert.Equal(15, draft.Points);

        draft.RemoveGroup(draft.Groups[0]);
        Assert.Equal(["", ""], draft.ToQuestion().Tests.Select(t => t.Group));
        Assert.Equal(20, draft.Points);
    }

    [Fact]
    public void What_was_typed_for_another_kind_waits_but_is_not_saved()
    {
        var draft = Draft();
        (draft.Kind, draft.Function.Name) = (QuestionKind.Function, "twoSum");
        Assert.Equal("twoSum", draft.ToQuestion().Function?.Name);
        draft.Kind = QuestionKind.Program;
        Assert.Equal((null, CheckerKind.Lines), (draft.ToQuestion().Function, draft.ToQuestion().Checker.Kind));
        draft.Kind = QuestionKind.Function;
        Assert.Equal("twoSum", draft.ToQuestion().Function?.Name);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("sum", true)]
    [InlineData("MATH easy", true)]
    [InlineData("warm hard", false)]
    public void A_search_wants_every_word_in_title_tags_or_difficulty(string words, bool found) =>
        Assert.Equal(found, QuestionRow.Of(_question).Matches(words));

    private static string Json(Question question) => System.Text.Json.JsonSerializer.Serialize(question, DocumentJson.Options);
}
