using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

public sealed class VerdictTests(SandboxFixture sandbox)
{
    private static readonly Limits Short = Limits.Default with { CpuMs = 400, WallMs = 1_000 };

    /// <summary>For programs that are to run out of processor time, on however busy a machine.</summary>
    private static readonly Limits Patient = Short with { WallMs = 20_000 };

    [Fact]
    public async Task A_wrong_answer_names_the_line_and_not_the_expected_text()
    {
        var run = (await sandbox.Run("python", "print(1)\nprint(2)", expected: "1\nsecret\n")).Shows(Verdict.WrongAnswer);
        Assert.Equal("Line 2 differs.", run.Only.Note);
    }

    [Fact]
    public async Task An_endless_loop_is_a_time_limit()
    {
        var run = (await sandbox.Run("python", "while True: pass", limits: Patient)).Shows(Verdict.TimeLimit);
        Assert.InRange(run.Only.CpuMs, Slowness.Stretched(700), Slowness.Stretched(1_600));
    }

    [Fact]
    public async Task Endless_loops_in_several_processes_count_together()
    {
        (await sandbox.Run("python", "import os\nos.fork(); os.fork()\nwhile True: pass", limits: Patient)).Shows(Verdict.TimeLimit);
    }

    [Fact]
    public async Task Children_whose_end_nobody_awaits_count_too()
    {
        const string Code = """
            import os, signal
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            while True:
                if os.fork() == 0:
                    for i in range(3000000): pass
                    os._exit(0)
                try: os.wait()
                except ChildProcessError: pass
            """;
        (await sandbox.Run("python", Code, limits: Patient)).Shows(Verdict.TimeLimit);
    }

    [Fact]
    public async Task Sleeping_is_a_wall_limit() =>
        (await sandbox.Run("python", "import time\ntime.sleep(60)", limits: Short)).Shows(Verdict.WallLimit);

    [Theory]
    [InlineData("python", "x = bytearray(2 << 30)\nfor i in range(0, len(x), 4096): x[i] = 1")]
    [InlineData("cpp", "#include <cstdlib>\n#include <cstring>\nint main() { for (;;) { char* p = (char*)malloc(1 << 24); memset(p, 1, 1 << 24); } }")]
    [InlineData("java", "import java.util.*; public class Main { public static void main(String[] a) { var l = new ArrayList<int[]>(); for (;;) l.add(new int[1 << 20]); } }")]
    [InlineData("csharp", "var l = new List<byte[]>(); for (;;) { var b = new byte[1 << 24]; Array.Fill(b, (byte)1); l.Add(b); }")]
    [InlineData("javascript", "const l = []; for (;;) l.push(new Array(1 << 20).fill({}));")]
    public async Task Two_gigabytes_are_a_memory_limit(string language, string code) =>
        (await sandbox.Run(language, code, limits: Limits.Default with { CpuMs = 10_000, WallMs = 20_000 })).Shows(Verdict.MemoryLimit);

    [Fact]
    public async Task Memory_of_several_processes_counts_together() =>
        (await sandbox.Run("python", "import os, time\nfor i in range(4): os.fork()\nx = b'1' * (40 << 20)\ntime.sleep(20)")).Shows(Verdict.MemoryLimit);

    [Theory]
    [InlineData("stdout")]
    [InlineData("stderr")]
    public async Task Printing_for_ever_is_an_output_limit(string stream)
    {
        var run = (await sandbox.Run("python", $"import sys\nwhile True: sys.{stream}.write('x' * 1000)")).Shows(Verdict.OutputLimit);
        Assert.True(run.Only.Truncated);
        Assert.Equal(Limits.Default.OutputKb * 1024, Math.Max(run.Only.Stdout.Length, run.Only.Stderr.Length));
    }

    [Fact]
    public async Task Output_of_exactly_the_limit_is_whole()
    {
        var run = (await sandbox.Run("python", "print('x' * (256 * 1024 - 1))")).Shows(Verdict.Accepted);
        Assert.Equal(256 * 1024, run.Only.Stdout.Length);
    }

    [Fact]
    public async Task A_code_other_than_zero_is_a_runtime_error()
    {
        var run = (await sandbox.Run("python", "import sys\nsys.exit(3)")).Shows(Verdict.RuntimeError);
        Assert.Equal(3, run.Only.ExitCode);
    }

    [Fact]
    public async Task A_signal_is_named()
    {
        var run = (await sandbox.Run("c", "int main(void) { return *(volatile int *)0; }")).Shows(Verdict.RuntimeError);
        Assert.Equal("SIGSEGV", run.Only.Signal);
        Assert.Null(run.Only.ExitCode);
    }

    [Fact]
    public async Task A_megabyte_of_input_arrives_whole()
    {
        var input = string.Concat(Enumerable.Repeat("0123456789abcde\n", 1 << 16));
        (await sandbox.Run("python", "import sys\nprint(len(sys.stdin.read()))", input, $"{input.Length}")).Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task Input_that_nobody_reads_does_no_harm()
    {
        var request = Ask.One("python", "print('done')", new string('x', 1 << 20), "done");
        request = request with { Tests = [request.Tests[0], request.Tests[0] with { Id = "2" }] };
        var run = await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken));
        Assert.All(run.Tests, t => Assert.Equal(Verdict.Accepted, t.Verdict));
        Assert.Equal(2, run.Tests.Count);
    }

    [Fact]
    public async Task Where_asked_for_it_is_told_that_only_layout_is_wrong()
    {
        (await sandbox.Run("python", "print('a  b')", expected: "a b\n", checker: Checker.Exact with { TellPresentation = true })).Shows(Verdict.PresentationError);
        (await sandbox.Run("python", "print('a  b')", expected: "a b\n", checker: Checker.Exact)).Shows(Verdict.WrongAnswer);
    }
}
