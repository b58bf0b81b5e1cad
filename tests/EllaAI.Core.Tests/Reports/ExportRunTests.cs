using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Reports;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Reports;

public sealed class ExportRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submission_leaves_with_all_that_a_replay_needs()
    {
        var (acme, attempt, id) = await Submitted();

        var bundle = (await Export(acme).Run(acme.Recruiter, attempt.Id, id, Ct)).Value();

        var kept = await acme.Read(id);
        Assert.Equal(("passes 1 3", 3), (bundle.Request.Files[0].Text, bundle.Request.Tests.Count));
        Assert.Equal([Verdict.Accepted, Verdict.WrongAnswer, Verdict.Accepted], bundle.Result.Tested.Select(t => t.Verdict));
        Assert.Equal(RunHashes.OfText("printed for 1"), bundle.Result.Tested[0].StdoutHash);
        Assert.Equal((kept.Worker, kept.Toolchain), (bundle.Result.Completed!.Worker, bundle.Result.Completed.Toolchain));
        Assert.Equal(bundle.ToJson(), RunBundle.Parse(bundle.ToJson()).ToJson());
    }

    [Fact]
    public async Task What_made_the_verdict_is_kept_with_it()
    {
        var acme = await Acme.Open();
        acme.Runner.Limits = new(CpuMs: 4_000);
        var attempt = await acme.StartAttempt();
        var id = (await acme.Submit(attempt, acme.Sum, "passes 1")).Value().Execution.Id;
        await acme.RunQueue();

        var kept = await acme.Read(id);

        Assert.Equal(4_000, kept.Limits?.CpuMs);
        Assert.Equal(RunHashes.Of(Assert.Single(acme.Runner.Requests)), kept.Hashes);
    }

    [Fact]
    public async Task Only_members_who_may_see_questions_take_it_and_only_their_own_companys()
    {
        var (acme, attempt, id) = await Submitted();
        var export = Export(acme);

        Assert.Equal("forbidden", (await export.Run(Acme.Candidate(attempt), attempt.Id, id, Ct)).Code());
        Assert.Equal("forbidden", (await export.Run(Acme.As(Role.Viewer), attempt.Id, id, Ct)).Code());
        Assert.Equal("not-found", (await export.Run(Acme.As(Role.Owner, "globex"), attempt.Id, id, Ct)).Code());
        Assert.Equal("not-found", (await export.Run(acme.Recruiter, new(Guid.NewGuid()), id, Ct)).Code());
        Assert.Equal("not-found", (await export.Run(acme.Recruiter, attempt.Id, new(Guid.NewGuid()), Ct)).Code());
        Assert.True((await export.Run(Acme.As(Role.Reviewer), attempt.Id, id, Ct)).Ok(out _, out _));
    }

    [Fact]
    public async Task Without_a_verdict_there_is_nothing_to_replay()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        var id = (await acme.Submit(attempt, acme.Sum, "passes 1")).Value().Execution.Id;

        Assert.Equal("execution-unfinished", (await Export(acme).Run(acme.Recruiter, attempt.Id, id, Ct)).Code());
    }

    private static ExportRun Export(Acme acme) => new(acme.Documents, acme.Attempts, acme.Executions);

    private static async Task<(Acme Acme, Attempt Attempt, ExecutionId Id)> Submitted()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        var id = (await acme.Submit(attempt, acme.Sum, "passes 1 3")).Value().Execution.Id;
        await acme.RunQueue();
        return (acme, attempt, id);
    }
}
