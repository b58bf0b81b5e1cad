using System.Net;
using EllaAI.Web.Hosting;
using EllaAI.Web.Tests.Attempts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>The whole product on Firestore, which stops answering while a candidate writes.</summary>
[Collection(FirestoreTests.Name)]
public sealed class FirestoreOutageTests(FirestoreEmulator emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_candidate_is_told_to_keep_the_work_and_loses_nothing()
    {
        emulator.Require();
        var clock = new FakeTimeProvider();
        await using var app = new EllaApp { Replace = services => services.AddSingleton(_ => new Circuits(clock)) };
        app.Settings["Documents:Store"] = "firestore";
        app.Settings["Firestore:Project"] = $"outage-{Guid.NewGuid():N}";
        app.Settings["Firestore:EmulatorHost"] = emulator.Host;
        app.Settings["Firestore:TimeoutSeconds"] = "8";
        await app.InitializeAsync();
        using var candidate = await CandidatePage.Start(app);
        using var visitor = new Browser(app);
        var epoch = await candidate.Open();
        await candidate.Write(epoch, 1, candidate.Snapshot("acknowledged")).Json();

        emulator.Freeze();
        try
        {
            await Until.True(async () =>
            {
                Assert.Equal("store-unavailable", await candidate.Write(epoch, 2, candidate.Snapshot("kept")).Problem(HttpStatusCode.ServiceUnavailable));
                return State(app) == "open";
            });

            var checks = (await visitor.Get("/ready").Json(HttpStatusCode.ServiceUnavailable)).GetProperty("checks");
            Assert.Equal("unhealthy", checks.GetProperty("store").Text("status"));
            Assert.StartsWith("firestore is left alone for a while", checks.GetProperty("store").Text("description"), StringComparison.Ordinal);
            Assert.Equal(("degraded", "open"), (checks.GetProperty("neighbours").Text("status"), checks.GetProperty("neighbours").Text("firestore")));
            using var page = await candidate.Browser.Get(candidate.Path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            Assert.Contains("cannot be reached right now", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
        finally
        {
            emulator.Continue();
        }

        await Until.True(async () =>
        {
            // Only while nobody is asked: the same clock would give up the one call that is let through to see whether it is back.
            if (State(app) == "open") clock.Advance(ResiliencePlan.StaysOpen + TimeSpan.FromSeconds(1));
            using var ready = await visitor.Get("/ready");
            return ready.IsSuccessStatusCode;
        });
        await Until.True(() => State(app) == "closed");
        Assert.Contains("acknowledged", (await candidate.Post("session").Json()).GetProperty("drafts").GetRawText(), StringComparison.Ordinal);
        await candidate.Write(epoch + 1, 1, candidate.Snapshot("kept")).Json();
        Assert.Contains("kept", (await candidate.Post("session").Json()).GetProperty("drafts").GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>Asked of this application itself: the metrics of a process tell of all that run in it.</summary>
    private static string State(EllaApp app) => app.Services.GetRequiredService<Circuits>().All.Single(c => c.Name == "firestore").State;
}
