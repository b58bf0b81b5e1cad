using EllaAI.Core.Execution;
using EllaAI.Sandbox.Problems;

namespace EllaAI.Sandbox.Tests;

/// <summary>From results of tests to a result and points, by both formats' rules.</summary>
public sealed class GradingTests
{
    [Theory]
    [InlineData("", "AC WA", "wrong-answer", 1)]
    [InlineData("on_reject: continue", "WA RTE TLE", "runtime-error", 0)]
    [InlineData("on_reject: continue\ngrader_flags: first_error", "WA RTE", "wrong-answer", 0)]
    [InlineData("on_reject: continue\ngrader_flags: always_accept", "WA AC AC", "accepted", 2)]
    [InlineData("on_reject: continue\ngrader_flags: always_accept avg\nreject_score: 0.5", "WA AC AC AC", "accepted", 0.875)]
    [InlineData("on_reject: continue\ngrader_flags: always_accept min\naccept_score: 7", "AC AC", "accepted", 7)]
    [InlineData("on_reject: continue\ngrader_flags: max\naccept_score: 7", "WA AC", "wrong-answer", 7)]
    [InlineData("on_reject: continue\ngrader_flags: accept_if_any_accepted", "WA AC", "accepted", 1)]
    public void The_legacy_grader_does_what_its_flags_say(string testdata, string verdicts, string verdict, double score)
    {
        using var package = Package("type: scoring\n", "testdata.yaml", testdata, verdicts.Split(' ').Length);
        var (grade, _) = Grade(package, verdicts.Split(' '));
        Assert.Equal((verdict, score), (KebabName.Of(grade.Verdict), grade.Score!.Value));
    }

    [Theory]
    [InlineData("", "AC WA AC", 2)]
    [InlineData("on_reject: break", "WA AC AC", 1)]
    [InlineData("on_reject: continue", "WA AC AC", 3)]
    [InlineData("on_reject: continue", "JE AC AC", 1)]
    public void No_more_tests_are_run_than_the_group_wants(string testdata, string verdicts, int run)
    {
        using var package = Package("type: scoring\n", "testdata.yaml", testdata, 3);
        Assert.Equal(run, Grade(package, verdicts.Split(' ')).Run);
    }

    [Theory]
    [InlineData("", "AC AC AC AC", 100, true)]
    [InlineData("", "AC AC WA WA", 50, false)]
    [InlineData("max_score: 40", "AC WA WA WA", 10, false)]
    [InlineData("score_aggregation: min", "AC AC AC WA", 0, false)]
    [InlineData("score_aggregation: pass-fail\nmax_score: 30", "AC AC AC AC", 30, true)]
    [InlineData("scoring: {score: 60, aggregation: sum}", "AC AC AC TLE", 45, false)]
    public void Points_of_the_later_format_come_from_its_groups(string group, string verdicts, double score, bool best)
    {
        using var package = Package("problem_format_version: 2025-09\ntype: scoring\n", "test_group.yaml", group, 4);
        var (grade, run) = Grade(package, verdicts.Split(' '));
        Assert.Equal((score, best, 4), (grade.Score!.Value, grade.IsBest!.Value, run));
    }

    [Fact]
    public void Points_that_no_group_names_are_shared_and_a_required_group_comes_first()
    {
        using var package = Package("problem_format_version: 2023-07\ntype: scoring\n", "test_group.yaml", "max_score: 90", 0);
        package.Write("data/secret/a/test_group.yaml", "max_score: 30\n");
        package.Write("data/secret/c/test_group.yaml", "require_pass: [secret/a, secret/b]\n");
        foreach (var test in new[] { "a/1", "b/1", "c/1", "d/1" }) Test(package, test);
        Assert.Equal((90d, 4), Score("AC", "AC", "AC", "AC"));
        Assert.Equal((50d, 3), Score("AC", "WA", "AC"));
        Assert.Equal((70d, 4), Score("AC", "AC", "AC", "RTE"));

        (double, int) Score(params string[] verdicts) => Grade(package, verdicts) is var (grade, run) ? (grade.Score!.Value, run) : default;
    }

    [Fact]
    public void A_score_that_the_validator_wrote_counts_where_the_package_says_so()
    {
        using var package = Package("type: scoring\nvalidation: custom score\n", "../testdata.yaml", "range: 0 10", 2);
        package.Write("output_validators/v.py", "");
        Assert.Equal(7.5, Grade(package, ["AC 4", "AC 3.5"]).Grade.Score);
        Assert.Equal((5d, false), Grade(package, ["AC 4", "AC"]).Grade is var g ? (g.Score!.Value, g.IsBest!.Value) : default);
        Assert.True(Grade(package, ["AC 4", "AC 6"]).Grade.IsBest);
    }

    private static PackageCopy Package(string problem, string file, string settings, int tests)
    {
        var package = new PackageCopy("ladder");
        package.Delete("data");
        package.Write("problem.yaml", problem);
        package.Write($"data/secret/{file}", settings + "\n");
        for (var i = 1; i <= tests; i++) Test(package, $"{i}");
        return package;
    }

    private static void Test(PackageCopy package, string name)
    {
        package.Write($"data/secret/{name}.in", "");
        package.Write($"data/secret/{name}.ans", "");
    }

    // As the runner does: one test after another, as long as a next one is asked for.
    private static (Grade Grade, int Run) Grade(PackageCopy copy, string[] verdicts)
    {
        var grading = Grading.For(PackageReader.Read(copy.Folder), new([]));
        var results = new Dictionary<TestCase, Tested>();
        while (grading.Next(results) is { } test) results[test] = Result(test, verdicts[results.Count].Split(' '));
        return (grading.Result(results), results.Count);
    }

    private static Tested Result(TestCase test, string[] words) =>
        new(test.Name, Verdicts[words[0]], 0, null, 0, 0, 0, "", "", false, "") { RawScore = words.Length > 1 ? double.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) : null };

    private static readonly Dictionary<string, Verdict> Verdicts = new()
    {
        ["AC"] = Verdict.Accepted,
        ["WA"] = Verdict.WrongAnswer,
        ["TLE"] = Verdict.TimeLimit,
        ["RTE"] = Verdict.RuntimeError,
        ["JE"] = Verdict.SystemError,
    };
}
