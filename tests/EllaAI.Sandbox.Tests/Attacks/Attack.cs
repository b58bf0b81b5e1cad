using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Attacks;

/// <summary>
/// A hostile program in a wall. Each test says what held it; afterwards the worker answers as before, and neither a process
/// nor a group nor a mount is left.
/// </summary>
public abstract class Attack(SandboxFixture sandbox) : IAsyncDisposable
{
    /// <summary>For programs that are to run out of processor time, on however busy a machine.</summary>
    protected static Limits Brief { get; } = Limits.Default with { CpuMs = 300, WallMs = 30_000 };

    protected static Limits Small { get; } = Limits.Default with { CpuMs = 10_000, WallMs = 30_000, MemoryMb = 64 };

    protected SandboxFixture Sandbox => sandbox;

    protected static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Runs a program that compiles, and gives what became of it.</summary>
    protected async Task<Tested> Try(string language, string code, Limits? limits = null)
    {
        var run = await sandbox.Run(language, code, limits: limits);
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        return run.Only;
    }

    /// <summary>Runs a program that prints only what it got away with.</summary>
    protected async Task Refused(string language, string code)
    {
        var tried = await Try(language, code, Limits.Default with { WallMs = 30_000 });
        Assert.True(tried.Verdict == Verdict.Accepted && tried.Stdout == "refused\n", tried.ToString());
    }

    protected static void Shows(Tested tried, params Verdict[] verdicts) =>
        Assert.True(verdicts.Contains(tried.Verdict), $"{tried.Verdict} and not {string.Join(" or ", verdicts)}: {tried}");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!sandbox.Usable) return;
        var after = await Outcome.Of(sandbox.Require().Run(Ask.One("python", "print(input())", "alive", "alive", Limits.Default with { WallMs = 30_000 }), Test));
        after.Shows(Verdict.Accepted);
        // Other classes of tests run meanwhile, and the next walls are made; what leaked would pile up.
        await Processes.Until(() => sandbox.Require().WallGroups.GroupBy(Path.GetDirectoryName).All(g => g.Count() <= 3 * SandboxFixture.Capacity), "the groups of its wall are gone");
        await Processes.Until(() => Processes.Strays().Count == 0, "its processes are gone");
        Assert.DoesNotContain(File.ReadLines("/proc/mounts"), l => l.Contains("/newroot", StringComparison.Ordinal));
    }
}
