using EllaAI.Core.Questions;
using EllaAI.Web.Assessments;
using EllaAI.Web.Questions;
using Xunit;

namespace EllaAI.Web.Tests.Questions;

public sealed class AssessmentDraftTests
{
    private readonly AssessmentDraft _draft = AssessmentDraft.New(["python", "go"]);
    private readonly QuestionRow _sum = Row("Sum", 10, "python");
    private readonly QuestionRow _paths = Row("Paths", 30, "python", "go");

    [Fact]
    public void A_question_is_chosen_once()
    {
        _draft.Add(_sum);
        _draft.Add(_sum);

        Assert.Equal([_sum.Id], _draft.ToAssessment().Questions);
        Assert.Equal(10, _draft.Points);
    }

    [Fact]
    public void A_removed_question_that_was_chosen_again_does_not_come_back_twice()
    {
        _draft.Add(_sum);
        _draft.Questions.RemoveAt(0);
        _draft.Add(_sum);

        Assert.False(_draft.Questions.CanRestore);
        Assert.Single(_draft.Questions);
    }

    [Fact]
    public void Languages_without_starter_code_are_told_for_each_question()
    {
        Assert.Equal(["go"], _draft.WithoutStarter(_sum));
        Assert.Empty(_draft.WithoutStarter(_paths));
    }

    [Fact]
    public void A_language_chosen_twice_counts_once()
    {
        _draft.Choose("python", true);
        _draft.Choose("go", false);

        Assert.Equal(["python"], _draft.ToAssessment().Languages);
    }

    private static QuestionRow Row(string title, int points, params string[] starters) =>
        new(new QuestionId(Guid.NewGuid()), title, "easy", [], 1, 1, points, starters.ToHashSet(), DateTimeOffset.UnixEpoch);
}
