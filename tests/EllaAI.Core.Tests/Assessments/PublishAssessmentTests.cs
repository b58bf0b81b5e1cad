using EllaAI.Core.Assessments;
using EllaAI.Core.Questions;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Assessments;

public sealed class PublishAssessmentTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishing_freezes_the_questions()
    {
        var acme = await Acme.Open();
        var changed = acme.Sum with { Title = "Harder", Tests = [Acme.Case(1, true, 100)] };
        (await acme.SaveQuestion.Run(acme.Recruiter, changed, 1, Ct)).Value();

        var attempt = await acme.StartAttempt();

        Assert.Equal(("Sum", 4), (attempt.Questions[0].Title, attempt.Questions[0].MaxPoints));
        var frozen = await acme.Papers.Question(acme.System, attempt.Paper, acme.Sum.Id, Ct);
        Assert.Equal(3, frozen?.Tests.Count);
    }

    [Fact]
    public async Task A_published_assessment_does_not_change()
    {
        var acme = await Acme.Open();

        Assert.Equal("assessment-not-draft", (await acme.Publish.Run(acme.Recruiter, acme.Assessment.Id, Ct)).Code());
        Assert.Equal("assessment-not-draft", (await acme.SaveAssessment.Run(acme.Recruiter, acme.Assessment with { Title = "Other" }, 2, Ct)).Code());
    }

    [Fact]
    public async Task Publishing_twice_at_once_publishes_one_paper()
    {
        var acme = await Acme.Open();
        var draft = await acme.Draft();
        Assessment? first = null;
        acme.Documents.BeforeNextCommit(async () => first = (await acme.Publish.Run(acme.Recruiter, draft.Id, Ct)).Value());

        Assert.Equal("conflict", (await acme.Publish.Run(acme.Recruiter, draft.Id, Ct)).Code());
        Assert.NotNull(first?.Paper);
        Assert.Equal(2, acme.Data.Documents.Keys.Count(k => k.Collection == Paper.Collection));
    }

    [Fact]
    public async Task What_nobody_could_take_is_not_published()
    {
        var acme = await Acme.Open();

        Assert.Equal("assessment-empty", await Publish(acme, a => a with { Questions = [] }));
        Assert.Equal("assessment-no-language", await Publish(acme, a => a with { Languages = [] }));
        Assert.Equal("assessment-question-gone", await Publish(acme, a => a with { Questions = [new QuestionId(Guid.NewGuid())] }));
        Assert.Equal("not-found", (await acme.Publish.Run(acme.Recruiter, new(Guid.NewGuid()), Ct)).Code());
    }

    [Fact]
    public async Task Questions_that_are_too_large_together_are_not_published_until_one_is_taken_out()
    {
        var acme = await Acme.Open();
        var large = Acme.Case(1, true, 1) with { Stdin = new string('7', 790_000) };
        var draft = await acme.Draft();
        List<QuestionId> questions = [];
        for (var i = 0; i < 12; i++)
        {
            var question = acme.Sum with { Id = new(Guid.NewGuid()), Title = $"Large {i}", Tests = [large] };
            questions.Add((await acme.SaveQuestion.Run(acme.Recruiter, question, 0, Ct)).Value().Value.Id);
        }

        (await acme.SaveAssessment.Run(acme.Recruiter, draft with { Questions = questions }, 1, Ct)).Value();
        Assert.Equal("assessment-too-large", (await acme.Publish.Run(acme.Recruiter, draft.Id, Ct)).Code());

        (await acme.SaveAssessment.Run(acme.Recruiter, draft with { Questions = questions[1..] }, 2, Ct)).Value();
        Assert.NotNull((await acme.Publish.Run(acme.Recruiter, draft.Id, Ct)).Value().Paper);
    }

    [Fact]
    public async Task A_draft_that_cannot_be_is_not_kept()
    {
        var acme = await Acme.Open();

        Assert.Equal("invalid-title", await Save(acme, a => a with { Title = " " }));
        Assert.Equal("invalid-title", await Save(acme, a => a with { Title = new string('x', 10_000) }));
        Assert.Equal("invalid-duration", await Save(acme, a => a with { DurationMinutes = 0 }));
        Assert.Equal("invalid-duration", await Save(acme, a => a with { DurationMinutes = 481 }));
        Assert.Equal("invalid-questions", await Save(acme, a => a with { Questions = [.. Enumerable.Repeat(acme.Sum.Id, 21)] }));
    }

    [Fact]
    public async Task A_question_twice_in_an_assessment_is_refused()
    {
        var acme = await Acme.Open();

        Assert.Equal("invalid-questions", await Save(acme, a => a with { Questions = [acme.Sum.Id, acme.Max.Id, acme.Sum.Id] }));
    }

    [Fact]
    public async Task Two_people_who_edit_one_draft_do_not_overwrite_each_other()
    {
        var acme = await Acme.Open();
        var draft = await acme.Draft();
        (await acme.SaveAssessment.Run(acme.Recruiter, draft with { Title = "Mine" }, 1, Ct)).Value();

        Assert.Equal("conflict", (await acme.SaveAssessment.Run(acme.Recruiter, draft with { Title = "Theirs" }, 1, Ct)).Code());
    }

    private static async Task<string> Publish(Acme acme, Func<Assessment, Assessment> change)
    {
        var draft = change((await acme.Draft()) with { Id = new(Guid.NewGuid()) });
        (await acme.SaveAssessment.Run(acme.Recruiter, draft, 0, Ct)).Value();
        return (await acme.Publish.Run(acme.Recruiter, draft.Id, Ct)).Code();
    }

    private static async Task<string> Save(Acme acme, Func<Assessment, Assessment> change) =>
        (await acme.SaveAssessment.Run(acme.Recruiter, change(await acme.Draft()), 1, Ct)).Code();
}
