using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Judging;

/// <summary>Problems whose question is asked by a program: a number is guessed by halving.</summary>
public sealed class InteractorTests(SandboxFixture sandbox)
{
    private const string Guessing = """
        import sys
        source, expected, feedback = sys.argv[1:4]
        secret = int(open(source).read())
        for turn in range(1, 41):
            line = sys.stdin.readline()
            if not line: break
            guess = int(line)
            print("lower" if secret < guess else "higher" if secret > guess else "correct", flush=True)
            if guess == secret:
                open(feedback + "teammessage.txt", "w").write(f"Found in {turn} turns.")
                sys.exit(42)
        sys.exit(43)
        """;

    private const string Halving = """
        low, high = 1, 10**9
        while True:
            guess = (low + high) // 2
            print(guess, flush=True)
            said = input()
            if said == "correct": break
            if said == "lower": high = guess - 1
            else: low = guess + 1
        """;

    private static readonly Limits Brief = Limits.Default with { WallMs = 1_000 };

    [Fact]
    public async Task Two_programs_talk_and_the_interactor_decides()
    {
        var run = await Meet(Guessing, Halving, "7");
        Assert.StartsWith("Found in ", run.Shows(Verdict.Accepted).Only.Note, StringComparison.Ordinal);
        Assert.StartsWith("> 500000000\n< lower\n> 250000000\n< lower\n", run.Only.Stdout, StringComparison.Ordinal);
        Assert.EndsWith("> 7\n< correct\n", run.Only.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_test_is_a_conversation_of_its_own()
    {
        var request = Request(Guessing, Halving, "1") with { Tests = [.. Enumerable.Range(1, 4).Select(i => new TestInput($"{i}", $"{i * 1000}", ""))] };
        var run = await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken));
        Assert.Equal(4, run.Tests.Count);
        Assert.All(run.Tests, t => Assert.True(t.Verdict == Verdict.Accepted, t.ToString()));
    }

    [Theory]
    // The interactor has decided; what then becomes of the program does not count.
    [InlineData("import sys\nprint('no', flush=True); sys.exit(43)", "input(); raise SystemExit(1)", Verdict.WrongAnswer)]
    [InlineData("import sys\nsys.exit(43)", "while True: print(1, flush=True)", Verdict.WrongAnswer)]
    [InlineData("import sys\nsys.exit(43)", "import time\ntime.sleep(60)", Verdict.WrongAnswer)]
    [InlineData("import sys\nsys.stdin.read(); sys.exit(43)", "print(1)", Verdict.WrongAnswer)]
    // The program failed by itself.
    [InlineData("import sys\nsys.stdin.read(); sys.exit(43)", "raise SystemExit(3)", Verdict.RuntimeError)]
    [InlineData("import sys\nsys.stdin.read(); sys.exit(1)", "raise SystemExit(3)", Verdict.RuntimeError)]
    [InlineData("import sys\nsys.exit(42)", "input()", Verdict.RuntimeError)]
    [InlineData("import sys\nprint('1', flush=True)\nsys.stdin.read(); sys.exit(42)", "input()\nwhile True: pass", Verdict.TimeLimit)]
    [InlineData("import sys\nsys.stdin.read(); sys.exit(42)", "input()", Verdict.WallLimit)]
    [InlineData("import sys\nsys.stdin.read(); sys.exit(42)", "while True: print('x' * 1000)", Verdict.OutputLimit)]
    // Right is right, whoever leaves first.
    [InlineData("import sys\nsys.stdin.read(); sys.exit(42)", "print(1)", Verdict.Accepted)]
    [InlineData("import sys\nsys.exit(42)", "import sys\nsys.stdin.read()", Verdict.Accepted)]
    [InlineData("import sys\nsys.exit(42)", "import sys\nsys.stdin.read()\nprint('x' * 100000)", Verdict.Accepted)]
    [InlineData("import sys\nprint('x' * 300000, flush=True)\nsys.exit(42)", "pass", Verdict.Accepted)]
    // The interactor is at fault.
    [InlineData("import sys\nsys.exit(1)", "input()", Verdict.SystemError)]
    [InlineData("import sys\nsys.stdin.read(); sys.exit(0)", "print(1)", Verdict.SystemError)]
    [InlineData("import os\nos.kill(os.getpid(), 11)", "import time\ntime.sleep(60)", Verdict.SystemError)]
    [InlineData("while True: print('x' * 1000)", "import sys\nfor line in sys.stdin: pass", Verdict.SystemError)]
    [InlineData("def", "print(1)", Verdict.SystemError)]
    public async Task Who_is_to_blame_is_clear(string interactor, string program, Verdict verdict)
    {
        var limits = verdict is Verdict.WallLimit ? Brief : Limits.Default with { CpuMs = 1_000, WallMs = 20_000 };
        (await Meet(interactor, program, "", limits)).Shows(verdict);
    }

    // A program that waits for an answer that never comes is not late.
    [Theory]
    [InlineData("import time\ntime.sleep(60)", "input()")]
    [InlineData("import sys, time\nsys.stdin.readline()\ntime.sleep(60)", "print(1, flush=True)\ninput()")]
    [InlineData("while True: pass", "input()")]
    public async Task An_interactor_that_hangs_is_the_questions_fault(string interactor, string program)
    {
        var run = await Meet(interactor, program, "", Brief);
        Assert.StartsWith("The question's interactor neither answered the program nor ended.", run.Shows(Verdict.SystemError).Only.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import sys\nprint('1', flush=True)\nsys.stdin.read(); sys.exit(43)", "input()\nimport time\ntime.sleep(60)")]
    [InlineData("import sys\nfor line in sys.stdin: print(line, flush=True)\nsys.exit(42)", "print(1, end='', flush=True)\ninput()")]
    public async Task A_program_that_keeps_its_interactor_waiting_is_late(string interactor, string program) =>
        (await Meet(interactor, program, "", Brief)).Shows(Verdict.WallLimit);

    [Fact]
    public async Task A_program_that_was_stopped_since_all_was_said_shows_no_signal()
    {
        var run = await Meet("import sys\nsys.exit(43)", "import time\ntime.sleep(60)", "", Limits.Default with { WallMs = 60_000 });
        Assert.Equal((Verdict.WrongAnswer, null), (run.Only.Verdict, run.Only.Signal));
        Assert.True(run.Only.WallMs < Slowness.Stretched(30_000), $"{run.Only.WallMs} ms");
    }

    [Fact]
    public async Task A_long_conversation_is_shown_in_part()
    {
        var run = await Meet("import sys\nfor line in sys.stdin: pass\nsys.exit(42)", "for i in range(30000): print(i, flush=True)", "", Limits.Default with { CpuMs = 20_000, WallMs = 60_000 });
        Assert.True(run.Shows(Verdict.Accepted).Only.Truncated);
        Assert.Equal(64 * 1024, run.Only.Stdout.Length);
    }

    [Fact]
    public async Task Interactors_are_compiled_and_get_arguments()
    {
        await sandbox.Require("cpp");
        const string Code = """
            #include <cstdio>
            #include <cstring>
            int main(int argc, char** argv) {
                int value;
                std::puts(argv[4]);
                std::fflush(stdout);
                return std::scanf("%d", &value) == 1 && value == 49 ? 42 : 43;
            }
            """;
        var request = Request("", "#include <iostream>\nint main() { int x; std::cin >> x; std::cout << x * x << std::endl; }", "") with
        {
            Language = "cpp",
            Interactor = new("cpp", [new("talk.cpp", Code)]),
            Tests = [new("1", "", null) { CheckerArguments = ["7"] }, new("2", "", null) { CheckerArguments = ["8"] }],
        };
        var run = await Outcome.Of(sandbox.Require().Run(request, TestContext.Current.CancellationToken));
        Assert.Equal([Verdict.Accepted, Verdict.WrongAnswer], run.Tests.Select(t => t.Verdict));
    }

    [Fact]
    public async Task A_thousand_rounds_are_played()
    {
        await sandbox.Require("cpp");
        const string Asks = """
            #include <cstdio>
            int main() {
                for (int i = 0, back; i < 1000; i++) {
                    std::printf("%d\n", i);
                    std::fflush(stdout);
                    if (std::scanf("%d", &back) != 1 || back != i + 1) return 43;
                }
                return 42;
            }
            """;
        const string Answers = "#include <cstdio>\nint main() { int i; while (std::scanf(\"%d\", &i) == 1) { std::printf(\"%d\\n\", i + 1); std::fflush(stdout); } }";
        var request = Request("", Answers, "") with { Language = "cpp", Interactor = new("cpp", [new("asks.cpp", Asks)]) };
        request = request with { Tests = [.. Enumerable.Range(1, 5).Select(i => new TestInput($"{i}", "", ""))] };
        var run = await Outcome.Of(sandbox.Require().Run(request, TestContext.Current.CancellationToken));
        Assert.All(run.Tests, t => Assert.True(t.Verdict == Verdict.Accepted, t.ToString()));
        TestContext.Current.TestOutputHelper?.WriteLine($"1000 rounds: {string.Join(", ", run.Tests.Select(t => $"{t.WallMs} ms on the clock, {t.CpuMs} ms of the processor"))}");
    }

    [Fact]
    public async Task A_cancelled_conversation_ends_in_both_walls()
    {
        var open = await sandbox.Require("python");
        using var leaving = new CancellationTokenSource();
        var mark = $"{Guid.NewGuid()}";
        var request = Request("import time\ntime.sleep(100)", "input()", "", Limits.Default with { WallMs = 60_000 });
        request = request with { Tests = [request.Tests[0] with { CheckerArguments = [mark] }] };
        var run = Outcome.Of(open.Run(request, leaving.Token));
        await Processes.Until(() => Talking(mark).Any(), "the interactor runs");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Talking(mark));
    }

    private static IEnumerable<int> Talking(string mark) =>
        Processes.Walls(Environment.ProcessId).SelectMany(Processes.Members).Where(p => ProcFiles.Command(p).Contains(mark, StringComparison.Ordinal));

    private async Task<Outcome> Meet(string interactor, string program, string input, Limits? limits = null) =>
        await Outcome.Of((await sandbox.Require("python")).Run(Request(interactor, program, input, limits), TestContext.Current.CancellationToken));

    private static RunRequest Request(string interactor, string program, string input, Limits? limits = null) =>
        Ask.One("python", program, input, "", limits) with { Interactor = new("python", [new("interactor.py", interactor)]) };
}
