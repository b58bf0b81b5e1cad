using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Scoring;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Scoring;

public sealed class WeightedPointsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("passes", 0)]
    [InlineData("passes 1", 0)]
    [InlineData("passes 2", 1)]
    [InlineData("passes 3", 3)]
    [InlineData("passes 1 2 3", 4)]
    [InlineData("passes 2 3 4 5", 4)]
    public async Task A_submission_earns_the_weights_of_the_tests_it_passes(string source, int points)
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        await acme.Submit(attempt, acme.Sum, source);
        await acme.RunQueue();

        Assert.Equal(points, (await acme.Read(attempt)).Points);
    }

    [Theory]
    [InlineData(GroupScoring.Sum, 1, 1, 1, 12)]
    [InlineData(GroupScoring.Sum, 1, 1, 0, 5)]
    [InlineData(GroupScoring.Sum, 1, 0.5, 0, 3)]
    [InlineData(GroupScoring.Min, 1, 1, 1, 12)]
    [InlineData(GroupScoring.Min, 1, 1, 0.5, 7)]
    [InlineData(GroupScoring.Min, 0, 1, 0, 0)]
    [InlineData(GroupScoring.AllOrNothing, 1, 1, 0.99, 2)]
    [InlineData(GroupScoring.AllOrNothing, 0, 1, 1, 10)]
    public void A_group_gives_its_points_by_its_rule_and_what_is_outside_by_weight(GroupScoring scoring, double alone, double one, double two, int points)
    {
        var question = new Question(
            new(Guid.NewGuid()), "Q", "", "easy", [], new Dictionary<string, string>(),
            [new(1, "", "", "", true, 2), new(2, "", "", "", true, 3) { Group = "G" }, new(3, "", "", "", true, 6) { Group = "G" }],
            Limits.Default, Checker.Tokens, default)
        { Groups = [new("G", 10, scoring)] };
        Assert.Equal(12, question.Points);

        Assert.Equal(points, WeightedPoints.Of(question, [Scored(1, alone), Scored(2, one), Scored(3, two)]));
    }

    [Fact]
    public void A_test_that_did_not_run_earns_nothing_in_its_group()
    {
        var question = new Question(
            new(Guid.NewGuid()), "Q", "", "easy", [], new Dictionary<string, string>(),
            [new(1, "", "", "", true, 1) { Group = "G" }, new(2, "", "", "", true, 1) { Group = "G" }], Limits.Default, Checker.Tokens, default)
        { Groups = [new("G", 10, GroupScoring.Min)] };

        Assert.Equal(0, WeightedPoints.Of(question, [Scored(1, 1)]));
    }

    [Fact]
    public async Task The_best_submission_of_each_question_counts()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        foreach (var source in new[] { "passes 2", "passes 3", "passes 1 2" })
        {
            await acme.Submit(attempt, acme.Sum, source);
            await acme.RunQueue();
        }

        await acme.Submit(attempt, acme.Max, "passes 1 2");
        await acme.RunQueue();
        await acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct);

        var scored = await acme.Read(attempt);
        Assert.Equal((AttemptState.Scored, 9, 10, 90), (scored.State, scored.Points, scored.MaxPoints, scored.Percent));
        Assert.Equal([(3, 3), (6, 1)], scored.Questions.Select(q => (q.Points, q.Submissions)));
    }

    [Theory]
    [InlineData(1, 3, 33)]
    [InlineData(2, 3, 67)]
    [InlineData(1, 200, 1)]
    [InlineData(1, 8, 13)]
    [InlineData(0, 5, 0)]
    [InlineData(5, 5, 100)]
    public void Percent_is_rounded_half_up(int points, int of, int percent) =>
        Assert.Equal(percent, With(new QuestionProgress(new(Guid.NewGuid()), "Q", of, points)).Percent);

    [Fact]
    public void An_attempt_without_points_to_earn_has_zero_percent() => Assert.Equal(0, With().Percent);

    [Fact]
    public void A_closed_attempt_is_scored_when_its_last_submission_is_graded()
    {
        var question = new QuestionProgress(new(Guid.NewGuid()), "Q", 5);
        var closed = With(question).Requested().Requested().Close(CloseReason.Finished, default, finals: 0);

        var one = closed.Graded(question.Question, 2);
        Assert.Equal(AttemptState.Closed, one.State);
        Assert.Equal((AttemptState.Scored, 5), (one.Graded(question.Question, 5).State, one.Graded(question.Question, 5).Points));
    }

    [Fact]
    public void The_verdict_is_the_first_that_is_not_accepted()
    {
        TestOutcome[] outcomes = [Ran(1, Verdict.Accepted), Ran(2, Verdict.TimeLimit), Ran(3, Verdict.WrongAnswer)];

        Assert.Equal(Verdict.TimeLimit, WeightedPoints.VerdictOf(new(Verdict.Accepted, ""), outcomes));
        Assert.Equal(Verdict.Accepted, WeightedPoints.VerdictOf(new(Verdict.Accepted, ""), outcomes[..1]));
        Assert.Equal(Verdict.CompileError, WeightedPoints.VerdictOf(new(Verdict.CompileError, ""), []));
    }

    private static TestOutcome Ran(int number, Verdict verdict) => new(number, verdict, 0, null, 1, 1, 1, "", "", "");

    private static Attempt With(params QuestionProgress[] questions) => new(
        new(Guid.NewGuid()), new(Guid.NewGuid()), new(Guid.NewGuid()), new(Guid.NewGuid()), "Ann", default, default, AttemptState.InProgress, questions);

    private static TestOutcome Scored(int number, double score) =>
        new(number, score >= 1 ? Verdict.Accepted : Verdict.WrongAnswer, 0, null, 1, 1, 1, "", "", "") { Score = score };
}
