using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Judging;

/// <summary>Checkers that are programs, in walls of their own.</summary>
public sealed class OutputValidatorTests(SandboxFixture sandbox)
{
    private const string Start = """
        import os, sys
        source, expected, feedback = sys.argv[1:4]
        def say(name, text): open(feedback + name, "w").write(text)

        """;

    [Fact]
    public async Task A_checker_sees_input_answer_output_and_arguments()
    {
        const string Code = """
            given = sys.stdin.read().split()
            assert feedback.endswith("/") and sys.argv[4:] == ["--limit", "a b"]
            sys.exit(42 if given == [open(source).read(), open(expected).read()] else 43)
            """;
        var test = new TestInput("1", "in", "ans") { CheckerArguments = ["--limit", "a b"] };
        (await Judge(Code, "print(input(), 'ans')", test)).Shows(Verdict.Accepted);
        var wrong = await Judge(Code, "print('other')", test);
        Assert.Equal("The checker does not accept this answer.", wrong.Shows(Verdict.WrongAnswer).Only.Note);
    }

    [Fact]
    public async Task A_checker_speaks_to_the_candidate_and_to_the_judges_apart()
    {
        var run = await Judge("say('judgemessage.txt', 'expected 7'); say('teammessage.txt', 'Too\\x1b small.\\n'); sys.exit(43)", "print(1)");
        Assert.Equal("Too small.", run.Shows(Verdict.WrongAnswer).Only.Note);
    }

    [Theory]
    [InlineData("score.txt", "0.25", 0.25, 0.25)]
    [InlineData("score.txt", "37.5\n", 1, 37.5)]
    [InlineData("score.txt", "0", 0, 0d)]
    [InlineData("score_multiplier.txt", "0.5", 0.5, null)]
    [InlineData("other.txt", "0.5", 1, null)]
    public async Task A_checker_gives_a_part(string file, string text, double score, double? raw)
    {
        var run = (await Judge($"say('{file}', {Quoted(text)}); sys.exit(42)", "print(1)")).Shows(Verdict.Accepted);
        Assert.Equal((score, raw), (run.Only.Score, run.Only.RawScore));
    }

    [Fact]
    public async Task A_wrong_answer_scores_nothing() =>
        Assert.Equal(0, (await Judge("say('score.txt', '0.5'); sys.exit(43)", "print(1)")).Shows(Verdict.WrongAnswer).Only.Score);

    [Theory]
    [InlineData("sys.exit(0)", "ended with code 0")]
    [InlineData("sys.exit(1)", "ended with code 1")]
    [InlineData("raise Exception('expected 7')", "ended with code 1")]
    [InlineData("os.kill(os.getpid(), 9)", "ended by SIGKILL")]
    [InlineData("x = bytearray(3 << 30)\nfor i in range(0, len(x), 4096): x[i] = 1", "needed too much memory")]
    [InlineData("while True: print('x' * 1000)", "printed too much")]
    [InlineData("say('score.txt', 'many'); sys.exit(42)", "not a number")]
    [InlineData("say('score.txt', '-1'); sys.exit(42)", "not a number")]
    [InlineData("say('score.txt', 'nan'); sys.exit(42)", "not a number")]
    [InlineData("say('score_multiplier.txt', '1.5'); sys.exit(42)", "from 0 to 1")]
    [InlineData("say('score.txt', '1'); say('score_multiplier.txt', '1'); sys.exit(42)", "both")]
    [InlineData("def", "does not compile")]
    public async Task A_checker_that_fails_never_blames_the_candidate(string code, string note)
    {
        var run = (await Judge(code, "print(1)")).Shows(Verdict.SystemError);
        Assert.Contains(note, run.Only.Note, StringComparison.Ordinal);
        Assert.Contains("tell its author", run.Only.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("expected", run.Only.Note, StringComparison.Ordinal);
        Assert.Equal(0, run.Only.Score);
    }

    [Fact]
    public async Task What_a_checker_leaves_in_its_feedback_is_not_followed()
    {
        const string Code = """
            os.symlink("/etc/passwd", feedback + "teammessage.txt")
            os.mkdir(feedback + "score.txt")
            sys.exit(42)
            """;
        var run = (await Judge(Code, "print(1)")).Shows(Verdict.Accepted);
        Assert.Equal(("", 1), (run.Only.Note, run.Only.Score));
    }

    [Fact]
    public async Task Nothing_of_one_test_reaches_the_checker_of_the_next()
    {
        const string Code = """
            seen = sorted(os.listdir("/tmp")) + sorted(os.listdir(feedback)) + sorted(os.listdir("/dev/shm"))
            say("score.txt", "1"); open("/tmp/left", "w"); open("/dev/shm/left", "w")
            sys.exit(42 if seen == ["answer", "feedback", "input"] else 43)
            """;
        var run = await Judge(Code, "print(1)", [.. Enumerable.Range(1, 3).Select(i => new TestInput($"{i}", "", ""))]);
        Assert.Equal(3, run.Tests.Count);
        Assert.All(run.Tests, t => Assert.True(t.Verdict == Verdict.Accepted, t.ToString()));
    }

    [Fact]
    public async Task The_candidate_is_not_in_the_checkers_wall()
    {
        const string Code = "sys.exit(42 if os.listdir('/work') == ['main.py'] and 'candi' + 'date' not in open('/work/main.py').read() else 43)";
        (await Judge(Code, "print('candidate')")).Shows(Verdict.Accepted);
        (await Judge("sys.exit(42)", "import os\nprint(os.listdir('/tmp'))\nopen('/tmp/feedback', 'w')")).Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task A_checker_is_not_asked_about_a_program_that_failed() =>
        (await Judge("sys.exit(42)", "raise SystemExit(3)")).Shows(Verdict.RuntimeError);

    [Fact]
    public async Task A_checker_without_an_answer_is_asked_with_an_empty_one() =>
        (await Judge("sys.exit(43 if open(expected).read() == '' else 42)", "print(1)", new TestInput("1", "", null))).Shows(Verdict.WrongAnswer);

    [Fact]
    public async Task Twelve_megabytes_of_input_answer_and_output_arrive()
    {
        const string Code = "sys.exit(42 if sys.stdin.read() == open(source).read() == open(expected).read() else 43)";
        var large = new string('x', 12_000_000);
        var request = Request(Code, "import sys\nsys.stdout.write(sys.stdin.read())", new TestInput("1", large, large)) with { Limits = Limits.Default with { OutputKb = 20_000, CpuMs = 10_000 } };
        (await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken))).Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task A_compiled_checker_of_several_files_serves_many_submissions()
    {
        var open = await sandbox.Require("cpp");
        var checker = new SourceProgram("cpp",
        [
            new("check.cpp", "#include \"limit.h\"\n#include <cstdio>\nint main() { int x; return std::scanf(\"%d\", &x) == 1 && x < LIMIT ? 42 : 43; }"),
            new("limit.h", "#define LIMIT 10\n"),
        ]);
        foreach (var (answer, verdict) in new[] { (5, Verdict.Accepted), (15, Verdict.WrongAnswer), (9, Verdict.Accepted) })
        {
            var request = Ask.One("python", $"print({answer})", checker: new(CheckerKind.Program) { Program = checker });
            (await Outcome.Of(open.Run(request, TestContext.Current.CancellationToken))).Shows(verdict);
        }
    }

    [Theory]
    [InlineData("klingon", "No language is called 'klingon'")]
    [InlineData("python", "no source file")]
    public async Task A_checker_that_this_worker_cannot_run_is_refused_at_once(string language, string note)
    {
        var request = Ask.One("python", "print(1)", checker: new(CheckerKind.Program) { Program = new(language, []) });
        var run = await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken));
        Assert.Equal(Verdict.SystemError, run.Compiled.Verdict);
        Assert.Contains(note, run.Compiled.Output, StringComparison.Ordinal);
        Assert.Empty(run.Tests);
    }

    [Fact]
    public async Task A_cancelled_run_ends_the_checker_too()
    {
        var open = await sandbox.Require("python");
        using var leaving = new CancellationTokenSource();
        var mark = $"{Guid.NewGuid()}";
        var request = Request("import time\ntime.sleep(100)", "print(1)", new TestInput("1", "", "") { CheckerArguments = [mark] });
        var run = Outcome.Of(open.Run(request, leaving.Token));
        await Processes.Until(() => Checkers(mark).Any(), "the checker runs");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Checkers(mark));
    }

    [Fact]
    public async Task A_checkers_wall_that_breaks_is_replaced_once()
    {
        var mark = $"{Guid.NewGuid()}";
        var run = Judge("import time\ntime.sleep(2); sys.exit(42)", "print(1)", new TestInput("1", "", "") { CheckerArguments = [mark] });
        await Processes.Until(() => Checkers(mark).Any(), "the checker runs");
        Break(mark);
        (await run).Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task A_checkers_wall_that_breaks_again_and_again_is_our_fault()
    {
        var mark = $"{Guid.NewGuid()}";
        var run = Judge("import time\ntime.sleep(20); sys.exit(42)", "print(1)", new TestInput("1", "", "") { CheckerArguments = [mark] });
        await Processes.Until(() => { Break(mark); return run.IsCompleted; }, "it is given up");
        var judged = (await run).Shows(Verdict.SystemError);
        Assert.Equal("The sandbox broke while the checker ran. It is not the program's fault; run it again.", judged.Only.Note);
    }

    /// <summary>Kills everything in the wall where that checker runs. All are found first: a wall that takes its place is not meant.</summary>
    private static void Break(string mark)
    {
        int[][] walls = [.. Processes.Walls(Environment.ProcessId).Select(w => Processes.Members(w).ToArray())];
        foreach (var process in walls.Where(w => w.Any(p => ProcFiles.Command(p).Contains(mark, StringComparison.Ordinal))).SelectMany(w => w).ToArray()) Engine.Native.Kill(process);
    }

    private static IEnumerable<int> Checkers(string mark) =>
        Processes.Walls(Environment.ProcessId).SelectMany(Processes.Members).Where(p => ProcFiles.Command(p).Contains(mark, StringComparison.Ordinal));

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private Task<Outcome> Judge(string checker, string code, params TestInput[] tests) => Run(Request(checker, code, tests));

    private async Task<Outcome> Run(RunRequest request) => await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken));

    private static RunRequest Request(string checker, string code, params TestInput[] tests)
    {
        var program = new SourceProgram("python", [new("check.py", Start + checker)]);
        var request = Ask.One("python", code, checker: new(CheckerKind.Program) { Program = program });
        return request with { Tests = tests.Length == 0 ? [new("1", "", "")] : tests };
    }
}
