using System.Net;
using System.Text.Json;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

public sealed class HealthTests(EllaApp app)
{
    [Fact]
    public async Task The_process_lives()
    {
        using var browser = new Browser(app);

        Assert.Equal("""{"status":"healthy","checks":{}}""", (await browser.Get("/health").Json()).GetRawText());
        var health = await browser.Get("/api/health").Json();
        Assert.Equal("healthy", health.Text("status"));
        Assert.Equal(["neighbours"], health.GetProperty("checks").Names());
    }

    [Fact]
    public async Task A_sandbox_that_loses_runs_is_told_as_an_open_circuit()
    {
        await using var other = new EllaApp();
        await other.InitializeAsync();
        var circuit = other.Services.GetRequiredService<Circuits>().To(ResiliencePlan.Runner);
        for (var i = 0; i < ResiliencePlan.FailuresToOpen; i++) circuit.Begin()!.Failed(new IOException("It lost a run."));
        using var browser = new Browser(other);

        foreach (var path in new[] { "/api/health", "/ready" })
        {
            var neighbours = (await browser.Get(path).Json()).GetProperty("checks").GetProperty("neighbours");
            Assert.Equal(("degraded", "open"), (neighbours.Text("status"), neighbours.Text("runner")));
        }
    }

    [Fact]
    public async Task Ready_names_each_part()
    {
        using var browser = new Browser(app);

        var ready = await Ready(browser, "healthy");

        Assert.Equal(["store", "runner", "jobs", "mail", "neighbours"], ready.GetProperty("checks").Names());
        foreach (var check in ready.GetProperty("checks").EnumerateObject())
        {
            // An address of webhooks that other tests here gave up on is named behind these.
            Assert.Equal(["status", "description", "ms"], check.Value.Names().Take(3));
            Assert.Equal("healthy", check.Value.Text("status"));
        }
    }

    [Fact]
    public async Task Assessments_are_healthy_when_the_store_is()
    {
        using var browser = new Browser(app);

        var health = await browser.Get("/api/assessments/health").Json();

        Assert.Equal(["store"], health.GetProperty("checks").Names());
    }

    [Fact]
    public async Task Without_a_sandbox_it_is_not_ready_and_says_which_part_is_missing()
    {
        await using var alone = new EllaApp();
        alone.Runner.IsDown = true;
        await alone.InitializeAsync();
        using var browser = new Browser(alone);

        var ready = await Ready(browser, "unhealthy");

        var runner = ready.GetProperty("checks").GetProperty("runner");
        Assert.Equal(("unhealthy", "Nobody answers."), (runner.Text("status"), runner.Text("description")));
        Assert.Equal("healthy", ready.GetProperty("checks").GetProperty("store").Text("status"));
        Assert.Equal("healthy", (await browser.Get("/health").Json()).Text("status"));
    }

    /// <summary>Job servers announce themselves a moment after the start.</summary>
    private static async Task<JsonElement> Ready(Browser browser, string status)
    {
        while (true)
        {
            var ready = await browser.Get("/ready").Json(status == "healthy" ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
            if (ready.GetProperty("checks").GetProperty("jobs").Text("status") == "healthy") return ready;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
