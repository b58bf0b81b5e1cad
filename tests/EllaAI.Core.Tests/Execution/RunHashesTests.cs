using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Execution;
using Xunit;

namespace EllaAI.Core.Tests.Execution;

public sealed class RunHashesTests
{
    private static readonly RunRequest _request = new(
        "1", "python", [new("main.py", "print(1)\n")], [new("1", "in", "out"), new("2", "", null)], Limits.Default, Checker.Tokens, Interactive: false);

    [Fact]
    public void The_hashed_form_is_the_documented_one()
    {
        var hashes = RunHashes.Of(_request);
        Assert.Equal(Sha("6:python,1:1,0:,9:print(1)\n,"), hashes.Code);
        Assert.Equal(Sha("1:2,1:1,2:in,3:out,1:0,1:0,1:2,0:,-1:0,1:0,"), hashes.Tests);
        Assert.Equal(Sha("6:tokens,5:false,5:false,1:0,1:0,-------"), hashes.Checker);
    }

    [Fact]
    public void Everything_that_is_judged_counts()
    {
        var was = RunHashes.Of(_request);
        Assert.NotEqual(was.Code, RunHashes.Of(_request with { Language = "ruby" }).Code);
        Assert.NotEqual(was.Tests, RunHashes.Of(_request with { Tests = [.. _request.Tests.Reverse()] }).Tests);
        Assert.NotEqual(was.Tests, RunHashes.Of(_request with { Tests = [_request.Tests[0], _request.Tests[1] with { Expected = "" }] }).Tests);
        Assert.NotEqual(was.Tests, RunHashes.Of(_request with { Tests = [_request.Tests[0] with { Arguments = ["a"] }, _request.Tests[1]] }).Tests);
        RunRequest[] judged =
        [
            _request,
            _request with { Checker = Checker.Lines },
            _request with { Checker = Checker.Lines with { TellPresentation = true } },
            _request with { Checker = new(CheckerKind.Numbers) { RelativeTolerance = 1e-6 } },
            _request with { Checker = new(CheckerKind.Program) { Program = new("python", [new("", "a")]) } },
            _request with { Interactor = new("python", [new("", "a")]) },
            _request with { Function = new("f", [], new(DataKind.List, new(DataKind.Int))) },
            _request with { Function = new("f", [], new(DataKind.List, new(DataKind.Long))) },
            _request with { UnitTests = new("pytest", [new("test_a.py", "a")]) },
        ];
        Assert.Distinct(judged.Select(r => RunHashes.Of(r).Checker));
        Assert.Single(judged.Select(r => RunHashes.Of(r).Code).Distinct());
    }

    [Fact]
    public void Names_and_limits_of_a_run_do_not_count()
    {
        var other = _request with { Id = "2", Limits = new(CpuMs: 1), Interactive = true, Files = [new("", "print(1)\n")] };
        Assert.Equal(RunHashes.Of(_request), RunHashes.Of(other));
    }

    [Fact]
    public void A_bundle_is_read_as_it_was_written()
    {
        var request = _request with
        {
            Checker = new(CheckerKind.Program) { Program = new("cpp", [new("", "int main() {}")]) },
            Function = new("twoSum", [new("of", new(DataKind.List, new(DataKind.Int)))], new(DataKind.Map, new(DataKind.String))),
            UnitTests = new("", [new("test_a.py", "assert \"ß\"")]),
        };
        var completed = new Completed("0.1", "Python 3") { Limits = Limits.Default, Hashes = RunHashes.Of(request) };
        var tested = new Tested("1", Verdict.WrongAnswer, 0, null, 1, 2, 3, "out", "err", false, "Line 1 differs.") { Score = 0.25 };
        var bundle = new RunBundle(RunBundle.Current, request, RunResult.Of([new Compiled(Verdict.Accepted, 1, ""), tested, completed]));
        var json = bundle.ToJson();
        var read = RunBundle.Parse(json);
        Assert.Equal(json, read.ToJson());
        Assert.Contains("\"verdict\": \"wrong-answer\"", json, StringComparison.Ordinal);
        Assert.Equal(RunHashes.Of(request), RunHashes.Of(read.Request));
    }

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
