using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Questions;

public sealed class SaveQuestionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tests_are_numbered_from_one_in_their_order()
    {
        var acme = await Acme.Open();
        var question = acme.Questioned("New", Acme.Case(7, true, 1), Acme.Case(7, false, 2));

        var saved = (await acme.SaveQuestion.Run(acme.Recruiter, question with { Title = "  New  " }, 0, Ct)).Value();

        Assert.Equal(("New", 1), (saved.Value.Title, saved.Version));
        Assert.Equal([1, 2], saved.Value.Tests.Select(t => t.Number));
    }

    [Fact]
    public async Task A_question_that_cannot_be_is_not_kept()
    {
        var acme = await Acme.Open();
        var good = acme.Sum;
        (string Code, Question Question)[] wrong =
        [
            ("invalid-title", good with { Title = "" }),
            ("invalid-title", good with { Title = new string('x', 121) }),
            ("invalid-statement", good with { Statement = "\n" }),
            ("invalid-statement", good with { Statement = new string('x', 40_001) }),
            ("invalid-tests", good with { Tests = [] }),
            ("invalid-tests", good with { Tests = [.. Enumerable.Range(1, 101).Select(i => Acme.Case(i, true, 1))] }),
            ("invalid-tests", good with { Tests = [Acme.Case(1, true, 1) with { Stdin = new string('x', 800_000) }] }),
            ("invalid-weights", good with { Tests = [Acme.Case(1, true, 0)] }),
            ("invalid-weights", good with { Tests = [Acme.Case(1, true, 5), Acme.Case(2, true, -1)] }),
            ("invalid-weights", good with { Tests = [Acme.Case(1, true, int.MaxValue)] }),
            ("invalid-starters", good with { Starters = new Dictionary<string, string> { ["python"] = new string('x', 16_001) } }),
            ("invalid-limits", good with { Limits = Limits.Default with { CpuMs = 99 } }),
            ("invalid-limits", good with { Limits = Limits.Default with { MemoryMb = 2_048 } }),
        ];

        foreach (var (code, question) in wrong)
            Assert.Equal(code, (await acme.SaveQuestion.Run(acme.Recruiter, question, 1, Ct)).Code());
        Assert.Equal(1, (await new ReadQuestions(acme.Documents, acme.Cache).One(acme.Recruiter, good.Id, Ct)).Value().Version);
    }

    [Fact]
    public async Task A_question_that_no_store_takes_is_refused_with_a_word_about_it()
    {
        var acme = await Acme.Open();
        var huge = acme.Sum with { Tests = [Acme.Case(1, true, 1) with { Stdin = new string('字', 400_000) }] };

        Assert.Equal("question-too-large", (await acme.SaveQuestion.Run(acme.Recruiter, huge, 1, Ct)).Code());
    }

    [Fact]
    public async Task Weights_that_overflow_together_are_refused()
    {
        var acme = await Acme.Open();
        var huge = acme.Sum with { Tests = [Acme.Case(1, true, int.MaxValue), Acme.Case(2, true, int.MaxValue)] };

        Assert.Equal("invalid-weights", (await acme.SaveQuestion.Run(acme.Recruiter, huge, 1, Ct)).Code());
    }

    [Fact]
    public async Task Two_people_who_edit_one_question_do_not_overwrite_each_other()
    {
        var acme = await Acme.Open();
        (await acme.SaveQuestion.Run(acme.Recruiter, acme.Sum with { Title = "Mine" }, 1, Ct)).Value();

        Assert.Equal("conflict", (await acme.SaveQuestion.Run(acme.Recruiter, acme.Sum with { Title = "Theirs" }, 1, Ct)).Code());
    }
}
