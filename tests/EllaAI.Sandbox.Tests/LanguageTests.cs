using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Tests;

public sealed class LanguageTests(SandboxFixture sandbox)
{
    public static TheoryData<string> Ids => [.. LanguageTable.All.Select(l => l.Id)];

    [Theory, MemberData(nameof(Ids))]
    public async Task Hello_reads_a_name_and_greets(string id)
    {
        var run = await sandbox.Run(id, LanguageTable.Find(id)!.Hello, "Grace\n", "Hello, Grace!");
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        run.Shows(Verdict.Accepted);
        Assert.NotEmpty(run.Completed!.Toolchain);
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task The_starter_does_nothing_wrong(string id) =>
        (await sandbox.Run(id, LanguageTable.Find(id)!.Starter, "3\n1 2 3\n")).Shows(Verdict.Accepted);

    [Theory]
    [InlineData("python", "def f(:\n")]
    [InlineData("javascript", "let = ;")]
    [InlineData("java", "public class Main { int x = \"a\"; }")]
    [InlineData("cpp", "int main() { return x; }")]
    [InlineData("csharp", "int x = \"a\";")]
    [InlineData("c", "int main(void) { return x; }")]
    public async Task A_compile_error_says_where_without_our_paths(string id, string code)
    {
        var run = await sandbox.Run(id, code);
        Assert.Equal(Verdict.CompileError, run.Compiled.Verdict);
        Assert.Empty(run.Tests);
        Assert.Contains(LanguageTable.Find(id)!.FileName, run.Compiled.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/work", run.Compiled.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_language_is_a_system_error_with_its_name()
    {
        var run = await Outcome.Of(sandbox.Require().Run(Ask.One("cobol", ""), TestContext.Current.CancellationToken));
        Assert.Equal(Verdict.SystemError, run.Compiled.Verdict);
        Assert.Contains("cobol", run.Compiled.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_files_are_one_program()
    {
        var request = Ask.One("python", "", expected: "42") with { Files = [new("main.py", "import lib.answer\nprint(lib.answer.value)"), new("lib/answer.py", "value = 42")] };
        (await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken))).Shows(Verdict.Accepted);
    }

    [Theory]
    [InlineData("../escape.py")]
    [InlineData("/etc/x.py")]
    [InlineData("-o.py")]
    [InlineData("a/../../b.py")]
    public async Task A_file_name_that_is_not_plain_is_refused(string name)
    {
        var request = Ask.One("python", "") with { Files = [new("main.py", ""), new(name, "")] };
        var run = await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken));
        Assert.Equal(Verdict.SystemError, run.Compiled.Verdict);
        Assert.Contains(name, run.Compiled.Output, StringComparison.Ordinal);
    }
}
