using System.Runtime.CompilerServices;
using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Questions;
using Xunit;

namespace EllaAI.Web.Tests.Questions;

public sealed class TryQuestionTests
{
    private static readonly Actor _recruiter = Actor.Member(new(Guid.NewGuid()), new(new CompanyId("acme"), Role.Recruiter));
    private static readonly Actor _reviewer = Actor.Member(new(Guid.NewGuid()), new(new CompanyId("acme"), Role.Reviewer));

    private readonly FakeRunner _runner = new();
    private readonly MemoryDocumentStore _documents = new(new(), new(), Schemas.Declared, TimeProvider.System);
    private readonly Trial _trial = new(Question());

    [Fact]
    public async Task Every_verdict_is_shown_and_the_points_add_up()
    {
        var result = await Run(_recruiter, Question());

        Assert.True(result.Ok(out var completed, out _));
        Assert.Equal("Python 3", completed.Toolchain);
        Assert.Equal([Verdict.Accepted, Verdict.WrongAnswer], _trial.Rows.Select(row => row.Tested!.Verdict));
        Assert.Equal((1, 10, 40), (_trial.Passed, _trial.Points, _trial.MaxPoints));
        Assert.False(_trial.PassedAll);
    }

    [Fact]
    public async Task A_question_without_title_or_statement_can_be_tried()
    {
        Assert.True((await Run(_recruiter, Question() with { Title = "", Statement = "" })).Ok(out _, out _));
    }

    [Fact]
    public async Task A_person_waits_for_it()
    {
        await Run(_recruiter, Question());

        Assert.True(_runner.Asked!.Interactive);
        Assert.Equal(["3", "18"], _runner.Asked.Tests.Select(test => test.Expected));
    }

    [Fact]
    public async Task Without_tests_nothing_runs() => await Refused("invalid-tests", _recruiter, Question() with { Tests = [] });

    [Fact]
    public async Task Limits_out_of_range_do_not_reach_the_sandbox() =>
        await Refused("invalid-limits", _recruiter, Question() with { Limits = new Limits(CpuMs: 1_000_000) });

    [Fact]
    public async Task Who_may_not_edit_questions_may_not_run_code() => await Refused("forbidden", _reviewer, Question());

    [Fact]
    public async Task A_sandbox_that_is_away_is_told_as_such()
    {
        _runner.Away = true;

        Assert.False((await Run(_recruiter, Question())).Ok(out _, out var problem));
        Assert.Equal((TryQuestion.Unavailable, ProblemKind.Unavailable), (problem, problem!.Kind));
    }

    private async Task Refused(string code, Actor actor, Question question)
    {
        Assert.False((await Run(actor, question)).Ok(out _, out var problem));
        Assert.Equal(code, problem!.Code);
        Assert.Null(_runner.Asked);
    }

    private Task<Result<Completed>> Run(Actor actor, Question question) =>
        new TryQuestion(_runner, _documents, TimeProvider.System).Run(actor, question, "python", "print(3)", Show, TestContext.Current.CancellationToken);

    private Task Show(RunnerMessage message)
    {
        _trial.Take(message);
        return Task.CompletedTask;
    }

    private static Question Question() => new(
        new(Guid.NewGuid()), "Sum", "Add two numbers.", "easy", [], new Dictionary<string, string>(),
        [new(1, "Example", "1 2", "3", Visible: true, Weight: 10), new(2, "Big", "9 9", "18", Visible: false, Weight: 30)],
        Limits.Default, Checker.Tokens, DateTimeOffset.UnixEpoch);

    /// <summary>Its program prints 3, whatever it is asked.</summary>
    private sealed class FakeRunner : ICodeRunner
    {
        public RunRequest? Asked { get; private set; }

        public bool Away { get; set; }

        public async IAsyncEnumerable<RunnerMessage> Run(RunRequest request, [EnumeratorCancellation] CancellationToken ct)
        {
            Asked = request;
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            yield return new Compiled(Verdict.Accepted, 1, "");
            if (Away) throw new RunnerUnavailableException("gone");
            foreach (var test in request.Tests)
                yield return new Tested(test.Id, test.Expected == "3" ? Verdict.Accepted : Verdict.WrongAnswer, 0, null, 1, 1, 1, "3", "", false, "");
            yield return new Completed("fake", "Python 3");
        }

        public Task<RunnerStatus> Status(CancellationToken ct) => throw new RunnerUnavailableException("gone");

        public Task<IReadOnlyDictionary<string, string>> Starters(FunctionSignature function, CancellationToken ct) => throw new RunnerUnavailableException("gone");
    }
}
