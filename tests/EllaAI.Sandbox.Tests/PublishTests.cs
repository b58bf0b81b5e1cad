using System.Diagnostics;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

public sealed class PublishTests(SandboxFixture sandbox)
{
    [Fact]
    public async Task A_published_web_brings_a_sandbox_that_works()
    {
        await sandbox.Require("python");
        var folder = Directory.CreateTempSubdirectory("ella-test-").FullName;
        try
        {
            var project = Path.Combine(Place.Root, "EllaAI.Web", "EllaAI.Web.csproj");
            var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", Place.Configuration, "-o", folder, "--no-build", "--nologo", "--disable-build-servers"]) { RedirectStandardOutput = true };
            using var publish = Process.Start(start)!;
            var said = await publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(publish.ExitCode == 0, said);
            Assert.True(File.Exists(Path.Combine(folder, "EllaAI.Web.dll")));

            await using var web = await Connection.ToChild(Path.Combine(folder, "sandbox", "EllaAI.Sandbox.dll"));
            await web.Answer();
            (await Outcome.Of(web.Runner.Run(Ask.One("python", "print(1)", expected: "1"), TestContext.Current.CancellationToken))).Shows(Verdict.Accepted);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
