using EllaAI.Sandbox.Problems;

namespace EllaAI.Sandbox.Tests;

/// <summary>Packages that are not as they must be: one sentence says which file, and what is wrong with it.</summary>
public sealed class PackageReaderTests
{
    [Theory]
    [InlineData("ladder", "problem.yaml", "there is no problem.yaml.")]
    [InlineData("ladder", "data", "there is no data folder.")]
    [InlineData("ladder", "data/secret", "there is no data/secret folder.")]
    [InlineData("ladder", "data/secret/03.ans", "data/secret/03.in has no .ans file beside it.")]
    [InlineData("ladder", "data/secret/03.in", "data/secret/03.ans has no .in file beside it.")]
    [InlineData("ladder", "submissions", "there is no submissions folder.")]
    [InlineData("factors", "output_validators", "there is no output validator, although problem.yaml asks for one.")]
    public void A_missing_file_is_named(string package, string missing, string message)
    {
        using var copy = new PackageCopy(package);
        copy.Delete(missing);
        Assert.Equal(message, Assert.Throws<PackageException>(() => PackageReader.Read(copy.Folder)).Message);
    }

    [Theory]
    [InlineData("problem.yaml", "name: a\nlimits: [", "problem.yaml, line 3: not valid YAML.")]
    [InlineData("problem.yaml", "name: a\nname: b\n", "problem.yaml, line 2: not valid YAML.")]
    [InlineData("problem.yaml", "- a\n", "problem.yaml, line 1: the file must be a mapping of keys to values.")]
    [InlineData("problem.yaml", "name: a\nproblem_format_version: 1999-01\n", "problem.yaml, line 2: the format version '1999-01' is not known.")]
    [InlineData("problem.yaml", "type: guessing\n", "problem.yaml, line 1: 'type' must be pass-fail or scoring, not 'guessing'.")]
    [InlineData("problem.yaml", "validation: maybe\n", "problem.yaml, line 1: 'validation' must begin with default or custom.")]
    [InlineData("problem.yaml", "limits:\n  time_multiplier: fast\n", "problem.yaml, line 2: 'time_multiplier' must be a number, not 'fast'.")]
    [InlineData("problem.yaml", "limits:\n  memory: 0\n", "problem.yaml, line 2: 'memory' must be more than 0.")]
    [InlineData("problem.yaml", "limits: 5\n", "problem.yaml, line 1: 'limits' must be a mapping of keys to values.")]
    [InlineData("problem.yaml", "validator_flags: float_tolerance\n", "problem.yaml: float_tolerance is no tolerance, or has none behind it.")]
    [InlineData("problem.yaml", "validator_flags: be_nice\n", "problem.yaml: the default output validator has no argument 'be_nice'.")]
    [InlineData("data/testdata.yaml", "on_reject: panic\n", "data/testdata.yaml, line 1: 'on_reject' must be break or continue, not 'panic'.")]
    [InlineData("data/testdata.yaml", "grading: custom\n", "data: custom graders are not supported.")]
    [InlineData("data/testdata.yaml", "range: 0\n", "data/testdata.yaml, line 1: 'range' must be two numbers.")]
    [InlineData(".timelimit", "soon\n", ".timelimit must give the time limit as a number of seconds, not 'soon'.")]
    [InlineData("submissions/mixed/b.py", "# @EXPECTED_RESULTS@: WRONG\n", "submissions/mixed/b.py: its @EXPECTED_RESULTS@ line names 'WRONG', which is no result.")]
    [InlineData("submissions/mixed/b.py", "# @EXPECTED_RESULTS@: CORRECT\n# @EXPECTED_RESULTS@: TIMELIMIT\n", "submissions/mixed/b.py has more than one @EXPECTED_RESULTS@ line.")]
    public void A_wrong_file_is_named(string file, string text, string message)
    {
        using var copy = new PackageCopy("ladder");
        copy.Write(file, text);
        Assert.Equal(message, Assert.Throws<PackageException>(() => PackageReader.Read(copy.Folder)).Message);
    }

    [Fact]
    public void A_yaml_file_that_is_huge_or_deep_is_not_read()
    {
        using var copy = new PackageCopy("ladder");
        copy.Write("problem.yaml", "name: a\n" + new string('#', 1 << 20));
        Assert.Equal("problem.yaml is larger than 1024 KiB.", Assert.Throws<PackageException>(() => PackageReader.Read(copy.Folder)).Message);
        copy.Write("problem.yaml", "name:\n  " + new string('[', 500_000));
        Assert.Equal("problem.yaml, line 2: nested more than 32 deep.", Assert.Throws<PackageException>(() => PackageReader.Read(copy.Folder)).Message);
    }

    [Theory]
    [InlineData("secret/1-small: {permitted: [OK]}", "submissions/submissions.yaml, line 2: 'permitted' holds 'OK', which is none of AC, WA, TLE, RTE.")]
    [InlineData("score: [high, low]", "submissions/submissions.yaml, line 2: 'score' must be one number or two.")]
    public void A_wrong_rule_is_named(string rule, string message)
    {
        using var copy = new PackageCopy("pairs");
        copy.Write("submissions/submissions.yaml", $"accepted:\n  {rule}\n");
        Assert.Equal(message, Assert.Throws<PackageException>(() => PackageReader.Read(copy.Folder)).Message);
    }

    [Theory]
    [InlineData("submissions/accepted/passwords.py", "/etc/passwd")]
    [InlineData("data/secret/10.in", "../../../../../etc/passwd")]
    [InlineData("submissions/accepted/system", "/etc")]
    public void A_link_out_of_the_package_is_refused(string link, string target)
    {
        using var copy = new PackageCopy("ladder");
        copy.Link(link, target);
        Assert.Equal($"{link} is a link that leads out of the package.", Assert.Throws<PackageException>(() => PackageReader.Read(copy.Folder)).Message);
    }

    [Fact]
    public void A_link_within_the_package_is_followed()
    {
        using var copy = new PackageCopy("ladder");
        copy.Link("submissions/accepted/again.py", "ladder.py");
        copy.Link("data/secret/10.in", "../sample/1.in");
        copy.Link("data/secret/10.ans", "../sample/1.ans");
        var package = PackageReader.Read(copy.Folder);
        Assert.Contains(package.Submissions, s => s.Program.File == "submissions/accepted/again.py");
        Assert.Equal("5\n", package.Input(package.Data.Tests.Single(t => t.Name == "secret/10")).Expected);
    }

    [Fact]
    public void What_cannot_run_is_skipped_with_a_reason()
    {
        using var copy = new PackageCopy("ladder");
        copy.Keep("submissions", "ladder.py");
        copy.Write("submissions/accepted/old.py", "#!/usr/bin/env python2\nprint 5\n");
        copy.Write("submissions/accepted/both/a.c", "");
        copy.Write("submissions/accepted/both/b.py", "");
        copy.Write("submissions/accepted/readme/README", "nothing");
        copy.Write("submissions/accepted/.hidden.py", "");
        copy.Delete("input_validators");
        Assert.Equal(
            [
                new("submissions/accepted/both", "it has files of several languages (c, python)"),
                new("submissions/accepted/old.py", "it is written in Python 2"),
                new Skipped("submissions/accepted/readme", "no language is known for README"),
            ],
            PackageReader.Read(copy.Folder).Skipped);
    }

    [Theory]
    [InlineData("type: [pass-fail, multi-pass]", "problems of type multi-pass are not supported")]
    [InlineData("type: submit-answer", "problems of type submit-answer are not supported")]
    public void A_problem_of_a_kind_that_is_not_judged_is_skipped_whole(string type, string reason)
    {
        using var copy = new PackageCopy("pairs");
        copy.Write("problem.yaml", $"problem_format_version: 2025-09\n{type}\n");
        var package = PackageReader.Read(copy.Folder);
        Assert.Empty(package.Submissions);
        Assert.All(package.Skipped, s => Assert.Equal(reason, s.Reason));
    }

    [Theory]
    [InlineData(".timelimit", "3\n", 3)]
    [InlineData("domjudge-problem.ini", "color='#ff0000'\ntimelimit='2.5'\n", 2.5)]
    [InlineData("problem.yaml", "limits:\n  time_limit: 1.5\n", 1.5)]
    public void A_given_time_limit_is_taken(string file, string text, double seconds)
    {
        using var copy = new PackageCopy("ladder");
        copy.Write(file, text);
        Assert.Equal(seconds, TimeLimit.Given(PackageReader.Read(copy.Folder).Problem)?.Seconds);
    }
}
