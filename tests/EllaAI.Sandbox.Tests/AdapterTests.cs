using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;
using EllaAI.Web.Adapters.Runner;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EllaAI.Sandbox.Tests;

/// <summary>As the web uses it: a child process, a Unix socket, gRPC.</summary>
public sealed class AdapterTests(SandboxFixture sandbox)
{
    [Fact]
    public async Task The_web_runs_code_through_its_own_child()
    {
        await sandbox.Require("python");
        using var host = await Start(new() { ["Sandbox:Executable"] = Path.Combine(AppContext.BaseDirectory, "EllaAI.Sandbox.dll") });
        var runner = host.Services.GetRequiredService<ICodeRunner>();
        var status = await Answer(runner);
        Assert.Contains(status.Languages, l => l is { Id: "python", Available: true });

        var run = await Outcome.Of(runner.Run(Ask.One("python", LanguageTable.Find("python")!.Hello, "Ada", "Hello, Ada!"), TestContext.Current.CancellationToken));
        run.Shows(Verdict.Accepted);
        Assert.NotNull(run.Completed);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_sandbox_that_does_not_answer_is_unavailable()
    {
        using var host = await Start(new() { ["Sandbox:Endpoint"] = "http://127.0.0.1:9" });
        var runner = host.Services.GetRequiredService<ICodeRunner>();
        await Assert.ThrowsAsync<RunnerUnavailableException>(() => runner.Status(TestContext.Current.CancellationToken));
    }

    private static async Task<IHost> Start(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddRunner(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static async Task<RunnerStatus> Answer(ICodeRunner runner)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        for (; ; )
        {
            try
            {
                return await runner.Status(patience.Token);
            }
            catch (RunnerUnavailableException)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }
}
