using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Attempts;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Attempts;

public sealed class RunOnQuestionTests
{
    private static readonly Actor _program = Actor.Program(Acme.Id, new(Guid.NewGuid()), [ApiScopes.RunExecutions]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_runs_on_all_tests_and_touches_no_attempt()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        var asked = (await Run(acme).Start(_program, Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 2 3"), Ct)).Value();
        await acme.RunQueue();

        var ran = (await Run(acme).Read(_program, asked.Execution.Id, Ct)).Value().Execution;

        Assert.Equal((ExecutionState.Finished, 4, 3), (ran.State, ran.Points, ran.Tests.Count));
        Assert.Equal(attempt.Questions, (await acme.Read(attempt)).Questions);
    }

    [Fact]
    public async Task The_same_key_is_the_same_run_and_for_something_else_it_is_refused()
    {
        var acme = await Acme.Open();
        var order = Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 2");
        Assert.True((await Run(acme).Start(_program, order, Ct)).Value().IsNew);

        Assert.False((await Run(acme).Start(_program, order, Ct)).Value().IsNew);
        Assert.Equal("idempotency-key-reused", (await Run(acme).Start(_program, order with { Source = "passes 3" }, Ct)).Code());
    }

    [Fact]
    public async Task A_candidates_execution_is_not_found_and_its_key_is_not_taken()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        var theirs = (await acme.Submit(attempt, acme.Sum, "passes 1")).Value().Execution.Id;

        Assert.Equal("not-found", (await Run(acme).Read(_program, theirs, Ct)).Code());
        Assert.Equal("idempotency-key-reused", (await Run(acme).Start(_program, Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 1") with { Key = theirs }, Ct)).Code());
    }

    [Fact]
    public async Task Twenty_wait_at_most_and_those_of_last_week_are_forgotten()
    {
        var acme = await Acme.Open();
        var first = (await Run(acme).Start(_program, Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 2"), Ct)).Value().Execution.Id;
        acme.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 1; i < 20; i++) (await Run(acme).Start(_program, Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 2"), Ct)).Value();
        Assert.Equal("busy", (await Run(acme).Start(_program, Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 2"), Ct)).Code());
        await acme.RunQueue();

        acme.Clock.Advance(TimeSpan.FromDays(8));
        (await Run(acme).Start(_program, Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 2"), Ct)).Value();

        Assert.Equal("not-found", (await Run(acme).Read(_program, first, Ct)).Code());
        Assert.Equal(18, acme.Data.Documents.Keys.Count(k => k.Collection == CodeExecution.Collection));
    }

    private static RunOnQuestion Run(Acme acme) => new(acme.Documents, acme.Clock);
}
