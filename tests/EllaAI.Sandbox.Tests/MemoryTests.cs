using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>What is told of memory: what the kernel charged where that is more, and never less than the largest process had.</summary>
public sealed class MemoryTests(SandboxFixture sandbox)
{
    [Fact]
    public async Task A_small_program_never_needs_nothing()
    {
        var one = Ask.One("c", "int main(void) { return 0; }");
        var request = one with { Tests = [.. Enumerable.Range(1, 50).Select(i => one.Tests[0] with { Id = $"{i}" })] };
        var run = await Outcome.Of((await sandbox.Require("c")).Run(request, TestContext.Current.CancellationToken));
        Assert.Equal(50, run.Tests.Count);
        Assert.All(run.Tests, t => Assert.InRange(t.MemoryKb, 256, 8 * 1024));
    }

    [Fact]
    public async Task A_program_needs_what_it_touches()
    {
        const int Mb = 24;
        var code = $$"""
            #include <stdlib.h>

            int main(void) {
                volatile char *held = malloc({{Mb}} << 20);
                for (int i = 0; i < {{Mb}} << 20; i += 4096) held[i] = 1;
                return 0;
            }
            """;
        var run = (await sandbox.Run("c", code)).Shows(Verdict.Accepted);
        Assert.InRange(run.Only.MemoryKb, Mb * 1024, (Mb + 8) * 1024);
    }
}
