using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Storage;
using EllaAI.Web.Attempts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Attempts;

/// <summary>Jobs as Hangfire brings them: at least once, and sometimes at the same time.</summary>
public sealed class AttemptJobsTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_execution_delivered_many_times_at_once_is_run_and_graded_once()
    {
        using var candidate = await CandidatePage.Start(app);
        // No other test has this one.
        const string source = "passes 1 3 4711";
        var id = (await candidate.Execute("submit", source).Json(HttpStatusCode.Accepted)).Text("id")!;

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => app.Services.GetRequiredService<AttemptJobs>().Execute(app.Recruiter.Company.Value, Guid.Parse(id)), Ct)));

        Assert.Equal("wrong-answer", (await candidate.Finished(id)).Text("verdict"));
        Assert.Single(app.Runner.Requests, r => r.Files[0].Text == source);
        var key = Actor.System(app.Recruiter.Company).Key(Attempt.Collection, candidate.Attempt);
        var attempt = (await app.Services.GetRequiredService<IDocumentStore>().Get<Attempt>(key, Ct))!.Value;
        Assert.Equal((0, 1, 3), (attempt.Outstanding, attempt.Questions[0].Submissions, attempt.Points));
    }
}
