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

    [Theory]
    [InlineData("", true)]
    [InlineData("sum", true)]
    [InlineData("MATH easy", true)]
    [InlineData("warm hard", false)]
    public void A_search_wants_every_word_in_title_tags_or_difficulty(string words, bool found) =>
        Assert.Equal(found, QuestionRow.Of(_question).Matches(words));
}
