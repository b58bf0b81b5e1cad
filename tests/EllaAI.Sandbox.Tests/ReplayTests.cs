using System.Diagnostics;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Replay;

namespace EllaAI.Sandbox.Tests;

/// <summary>A verdict can be made again, and what made it is known.</summary>
public sealed class ReplayTests(SandboxFixture sandbox) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-test-");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_verdict_says_what_made_it()
    {
        var run = await Outcome.Of((await sandbox.Require("python")).Run(Request("print(1)"), Test));
        var completed = run.Completed!;
        Assert.StartsWith("Python 3", completed.Toolchain, StringComparison.Ordinal);
        Assert.NotEmpty(completed.Worker);
        Assert.Equal(RunHashes.Of(Request("print(1)")), completed.Hashes);
        // Python has a factor of 2.
        Assert.Equal((2 * Limits.Default.Stretched().CpuMs, 2 * Limits.Default.Stretched().WallMs), (completed.Limits!.CpuMs, completed.Limits.WallMs));
    }

    [Fact]
    public async Task What_is_run_again_is_the_same()
    {
        await sandbox.Require("python");
        var (code, said) = await Replay(await Bundle("print(input())"));
        Assert.Equal(0, code);
        Assert.StartsWith("same       1: accepted", said, StringComparison.Ordinal);
        Assert.EndsWith("Every verdict is the same.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_verdict_is_told_and_is_code_1()
    {
        await sandbox.Require("python");
        var bundle = await Bundle("print(input())");
        var other = bundle with { Request = bundle.Request with { Files = [new("main.py", "print(2)")] } };
        var (code, said) = await Replay(other);
        Assert.Equal(1, code);
        Assert.Equal(
            [
                "DIFFERENT  1: was accepted, is wrong-answer, other output",
                "note       The code is not what was judged then: its hash differs.",
                "1 verdict is different.",
            ],
            said.Split('\n'));
    }

    [Fact]
    public async Task Another_worker_or_limit_is_noted_and_no_difference()
    {
        await sandbox.Require("python");
        var bundle = await Bundle("print(input())");
        var completed = bundle.Result.Completed! with { Worker = "0.0.1", Limits = Limits.Default };
        var (code, said) = await Replay(bundle with { Result = bundle.Result with { Completed = completed } });
        Assert.Equal(0, code);
        Assert.Contains("note       The worker was 0.0.1 and is ", said, StringComparison.Ordinal);
        Assert.Contains("note       The limits were 2000 ms CPU", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_stopped_from_outside_may_have_printed_more_or_less()
    {
        var slow = new BundledTest("1", Verdict.TimeLimit, 0, null, "SIGKILL", 1, 1, 1, "one", "");
        Assert.True(new ComparedTest("1", slow, slow with { StdoutHash = "two" }).SameOutput);
        var right = slow with { Verdict = Verdict.Accepted };
        Assert.False(new ComparedTest("1", right, right with { StdoutHash = "two" }).SameOutput);
        Assert.False(new ComparedTest("1", right, right with { Score = 0.5 }).Same);
        Assert.False(new ComparedTest("1", right, null).Same);
    }

    [Theory]
    [InlineData("""{"version":2}""", "Its version is 2, and only version 1 is known.")]
    [InlineData("""{"version":1,"request":{}}""", "It is not right at $.request, line 1.")]
    [InlineData("""{"version":1,"request":null,"result":null}""", "It is not right at $.request, line 1.")]
    [InlineData("[]", "It is not right at $, line 1.")]
    public void What_is_no_bundle_says_where(string json, string problem) =>
        Assert.Equal(problem, Assert.Throws<FormatException>(() => RunBundle.Parse(json)).Message);

    [Fact]
    public async Task A_bundle_of_another_language_or_limit_is_refused()
    {
        await sandbox.Require("python");
        var bundle = await Bundle("print(1)");
        var (code, said) = await Replay(bundle with { Request = bundle.Request with { Language = "cobol" } });
        Assert.Equal((2, true), (code, said.EndsWith("is no bundle to replay. No language is called 'cobol'.", StringComparison.Ordinal)));
        (code, said) = await Replay(bundle with { Request = bundle.Request with { Limits = new(CpuMs: 0) } });
        Assert.Equal((2, true), (code, said.EndsWith("The limit of CPU time must be from 1 to 300000 ms.", StringComparison.Ordinal)));
    }

    private static RunRequest Request(string code) => Ask.One("python", code, "1", "1");

    private async Task<RunBundle> Bundle(string code)
    {
        var messages = new List<RunnerMessage>();
        await foreach (var message in sandbox.Require().Run(Request(code), Test)) messages.Add(message);
        return new(RunBundle.Current, Request(code), RunResult.Of(messages));
    }

    private async Task<(int Code, string Said)> Replay(RunBundle bundle)
    {
        var file = Path.Combine(_folder.FullName, "bundle.json");
        await File.WriteAllTextAsync(file, bundle.ToJson(), Test);
        var start = new ProcessStartInfo("dotnet", [Place.Worker, "replay", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Test);
        var said = await process.StandardOutput.ReadToEndAsync(Test);
        await process.WaitForExitAsync(Test);
        return (process.ExitCode, (said + await errors).Trim());
    }
}
