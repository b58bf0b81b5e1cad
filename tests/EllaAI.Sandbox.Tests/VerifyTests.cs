using System.Diagnostics;
using System.Text.Json.Nodes;

namespace EllaAI.Sandbox.Tests;

/// <summary>
/// Whole packages of every kind, through the command line that others build on. What it has to print lies beside each package,
/// for a machine that has every language; a submission in a missing one has to be skipped.
/// </summary>
public sealed class VerifyTests(SandboxFixture sandbox)
{
    private static string Packages { get; } = Path.Combine(Place.Root, "tests", "EllaAI.Sandbox.Tests", "packages");

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Packages).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_package_gets_what_its_folders_promise(string name)
    {
        var installed = (await sandbox.Require().Status(TestContext.Current.CancellationToken)).Languages.Where(l => l.Available).Select(l => l.Id).ToHashSet();
        Assert.SkipUnless(name != "factors" || installed.Contains("cpp"), "C++ is not installed.");
        var (code, said, answer) = await Run("--json", Path.Combine(Packages, name));

        var found = JsonNode.Parse(Assert.Single(answer.Split('\n')))!.AsObject();
        Assert.Equal(["problem", "submissions", "ok", "failed", "skipped"], found.Select(m => m.Key));
        var promised = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Packages, name + ".json"), TestContext.Current.CancellationToken))!;
        var (present, missing) = (Lines(promised).Where(l => installed.Contains(Text(l, "language"))).ToList(), Lines(promised).Where(l => !installed.Contains(Text(l, "language"))));
        Assert.Equal(present.Select(Judged), Lines(found).Select(Judged));
        Assert.Equal(missing.Select(l => Text(l, "file")).Concat(Skipped(promised)).Order(StringComparer.Ordinal), Skipped(found));
        Assert.Equal((0, "", name, present.Count, 0), (code, said, Text(found, "problem"), (int)found["ok"]!, (int)found["failed"]!));
    }

    [Fact]
    public async Task What_does_not_get_its_promise_fails_with_one_line_each()
    {
        using var package = new PackageCopy("ladder");
        package.Move("submissions/wrong_answer/rounded.py", "submissions/accepted/rounded.py");
        package.Keep("submissions", "ladder.py", "rounded.py");
        package.Write("data/secret/02.in", "0 -1\n");
        await sandbox.Require("python");
        var (code, said, answer) = await Run("--json", package.Folder);
        Assert.Equal(1, code);
        Assert.Equal(
            [
                "ella-sandbox: ladder: input_validators/validate.py: data/secret/02.in is not valid: Traceback (most recent call last):",
                "ella-sandbox: ladder: submissions/accepted/ladder.py: accepted expected, wrong-answer found. secret/02: Line 1 differs.",
                "ella-sandbox: ladder: submissions/accepted/rounded.py: accepted expected, wrong-answer found. secret/01: Line 1 differs.",
            ],
            said.Split('\n'));
        var found = JsonNode.Parse(answer)!;
        Assert.Equal((0, 3), ((int)found["ok"]!, (int)found["failed"]!));
        Assert.Equal("input_validators/validate.py", Text(Lines(found).Last(), "file"));
    }

    [Fact]
    public async Task A_table_says_the_same_and_packages_are_told_one_after_another()
    {
        using var package = new PackageCopy("ladder");
        package.Keep("submissions", "ladder.py", "unknown.py");
        using var empty = new PackageCopy("ladder");
        empty.Delete("problem.yaml");
        await sandbox.Require("python");
        var (code, said, answer) = await Run(package.Folder, empty.Folder);
        Assert.Equal((1, "ella-sandbox: ladder: there is no problem.yaml."), (code, said));
        var lines = answer.Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.StartsWith("ladder (time limit 1 s, for a slowest right one of 0.", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("ok submissions/accepted/ladder.py python accepted", lines[1], StringComparison.Ordinal);
        Assert.Contains("skipped submissions/mixed/unknown.py: the folder 'mixed' promises no result, and it has no @EXPECTED_RESULTS@ line", lines);
        Assert.Contains("1 ok, 0 failed, 2 skipped", lines);
        Assert.Equal(["ladder", "0 ok, 1 failed, 0 skipped"], lines[^2..]);
    }

    [Fact]
    public async Task A_validator_that_does_not_compile_is_the_packages_failure()
    {
        await sandbox.Require("cpp");
        using var package = new PackageCopy("factors");
        package.Write("output_validators/check/check.cpp", "int main() { return right; }\n");
        var (code, said, answer) = await Run("--json", package.Folder);
        Assert.Equal(1, code);
        Assert.StartsWith("ella-sandbox: factors: output_validators/check does not compile: ", Assert.Single(said.Split('\n')), StringComparison.Ordinal);
        Assert.Equal(1, (int)JsonNode.Parse(answer)!["failed"]!);
    }

    [Theory]
    [InlineData("", "verify needs at least one DIR.")]
    [InlineData("/nonexistent", "there is no folder '/nonexistent'.")]
    [InlineData("--fast /tmp", "unknown option --fast.")]
    public async Task Bad_usage_is_one_line_and_code_2(string arguments, string line)
    {
        var (code, said, _) = await Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, "ella-sandbox: " + line), (code, said));
    }

    private static IEnumerable<JsonNode> Lines(JsonNode report) => report["submissions"]!.AsArray().Select(l => l!);

    private static IEnumerable<string> Skipped(JsonNode report) => report["skipped"]!.AsArray().Select(s => Text(s!, "file"));

    // On a machine that is busy with other things, a program may be stopped by either clock first.
    private static string Judged(JsonNode line) =>
        line.ToJsonString().Replace("\"actual\":\"wall-limit\"", "\"actual\":\"time-limit\"", StringComparison.Ordinal);

    private static string Text(JsonNode node, string key) => (string)node[key]!;

    private static async Task<(int Code, string Said, string Answer)> Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Place.Worker, "verify", .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var answer = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said.Trim(), (await answer).Trim());
    }
}
