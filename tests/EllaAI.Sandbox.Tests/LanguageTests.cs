using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Tests;

public sealed class LanguageTests(SandboxFixture sandbox)
{
    /// <summary>Those that have to be there, and of the others those that are.</summary>
    public static TheoryData<string> Ids => [.. LanguageTable.All.Where(l => LanguageSamples.Main.Contains(l.Id) || l.Needs.All(Path.Exists)).Select(l => l.Id)];

    [Theory, MemberData(nameof(Ids))]
    public async Task Hello_reads_a_name_and_greets(string id)
    {
        var run = await sandbox.Run(id, LanguageTable.Find(id)!.Hello, LanguageTable.Find(id)!.HelloInput, "Hello, Grace!");
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        run.Shows(Verdict.Accepted);
        Assert.NotEmpty(run.Completed!.Toolchain);
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task The_starter_does_nothing_wrong(string id) =>
        (await sandbox.Run(id, LanguageTable.Find(id)!.Starter, LanguageTable.Find(id)!.HelloInput)).Shows(Verdict.Accepted);

    [Theory, MemberData(nameof(LanguageSamples.CompileErrors), MemberType = typeof(LanguageSamples))]
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

    [Theory, MemberData(nameof(LanguageSamples.RuntimeErrors), MemberType = typeof(LanguageSamples))]
    public async Task A_program_that_fails_is_a_runtime_error(string id, string code)
    {
        var run = (await sandbox.Run(id, code)).Shows(Verdict.RuntimeError);
        Assert.DoesNotContain("/work", run.Only.Stderr, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(LanguageSamples.EndlessLoops), MemberType = typeof(LanguageSamples))]
    public async Task An_endless_loop_is_a_time_limit(string id, string code) =>
        (await sandbox.Run(id, code, limits: Limits.Default with { CpuMs = 400, WallMs = 20_000 })).Shows(Verdict.TimeLimit);

    [Theory, MemberData(nameof(LanguageSamples.MemoryHogs), MemberType = typeof(LanguageSamples))]
    public async Task Memory_without_end_is_a_memory_limit(string id, string code) =>
        (await sandbox.Run(id, code, limits: Limits.Default with { CpuMs = 10_000, WallMs = 40_000, MemoryMb = 128 })).Shows(Verdict.MemoryLimit);

    [Theory, MemberData(nameof(ProjectSamples.All), MemberType = typeof(ProjectSamples))]
    public async Task Files_in_folders_are_one_program(string id, string files)
    {
        var request = Ask.One(id, "", expected: "42") with { Files = ProjectSamples.Files(files) };
        var run = await Outcome.Of((await sandbox.Require(id)).Run(request, TestContext.Current.CancellationToken));
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        run.Shows(Verdict.Accepted);
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
