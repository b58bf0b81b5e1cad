using System.Net;
using EllaAI.Core.Execution;
using EllaAI.Web.Tests.Attempts;
using Xunit;

namespace EllaAI.Web.Tests.Reports;

public sealed class ExportTests(EllaApp app)
{
    [Fact]
    public async Task A_recruiter_takes_a_run_away_and_a_candidate_does_not()
    {
        using var candidate = await CandidatePage.Start(app);
        var epoch = await candidate.Open();
        await candidate.Write(epoch, 1, candidate.Snapshot("passes 2"));
        var id = (await candidate.Execute("submit", "passes 2").Json(HttpStatusCode.Accepted)).Text("id")!;
        await candidate.Finished(id);
        var path = $"/results/{candidate.Attempt.Value}/submissions/{id}/run";

        using var refused = await candidate.Browser.Get(path);
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (refused.StatusCode, new Uri(app.Address, refused.Headers.Location!).AbsolutePath));

        var email = $"rita-{Guid.NewGuid():N}@acme.example";
        await app.AddAccount(email);
        using var recruiter = new Browser(app);
        (await recruiter.PostForm("/sign-in", ("email", email), ("password", EllaApp.Password))).Dispose();
        using var taken = await recruiter.Get(path);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (taken.StatusCode, taken.Content.Headers.ContentType?.MediaType));
        Assert.Equal("attachment", taken.Content.Headers.ContentDisposition?.DispositionType);
        Assert.True(taken.Headers.CacheControl?.NoStore);
        var bundle = RunBundle.Parse(await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("hidden input 3", bundle.Request.Tests[2].Stdin);

        Assert.Equal("not-found", await recruiter.Get($"/results/{Guid.NewGuid()}/submissions/{id}/run").Problem(HttpStatusCode.NotFound));
    }
}
