using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>The questions that everybody sees first, on the real sandbox: what is called right is right, in every language.</summary>
public sealed class DemoSolutionTests(SandboxFixture sandbox)
{
    public static TheoryData<string, string> Programs => DemoPrograms.All;

    [Theory, MemberData(nameof(Programs))]
    public async Task Its_solution_passes_every_test(string question, string language)
    {
        var request = DemoQuestion.Request(question, language, DemoQuestion.Program(question, "solutions", language));
        var run = await Outcome.Of((await sandbox.Require(language)).Run(request, TestContext.Current.CancellationToken));
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        Assert.Equal(request.Tests.Count, run.Tests.Count);
        Assert.All(run.Tests, t => Assert.True(t.Verdict == Verdict.Accepted, $"{t.TestId}: {t.Verdict}, {t.CpuMs} ms, {t.MemoryKb} KiB. {t.Note}"));
    }
}

public sealed class DemoStarterTests(SandboxFixture sandbox)
{
    public static TheoryData<string, string> Programs => DemoPrograms.All;

    [Theory, MemberData(nameof(Programs))]
    public async Task Its_starter_compiles_and_runs(string question, string language)
    {
        var request = DemoQuestion.Request(question, language, DemoQuestion.Program(question, "starters", language), t => t with { Expected = null });
        var run = await Outcome.Of((await sandbox.Require(language)).Run(request with { Tests = [request.Tests[0]] }, TestContext.Current.CancellationToken));
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        run.Shows(Verdict.Accepted);
    }
}

public sealed class DemoWrongTests(SandboxFixture sandbox)
{
    public static TheoryData<string, string> Programs =>
        [.. from question in DemoQuestion.Names
            let folder = Path.Combine(Place.Questions, question, "solutions", "wrong")
            where Directory.Exists(folder)
            from file in Directory.GetFiles(folder, "*.py").Order(StringComparer.Ordinal)
            select (question, Path.GetFileName(file))];

    [Theory, MemberData(nameof(Programs))]
    public async Task A_wrong_solution_gets_what_it_says(string question, string file)
    {
        var request = DemoQuestion.Request(question, "python", Path.Combine("solutions", "wrong", file));
        var expected = KebabName.Parse<Verdict>(request.Files[0].Text.Split('\n')[0].Split(' ')[2]);
        var run = await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken));
        Assert.Contains(run.Tests, t => t.Verdict == expected);
        Assert.All(run.Tests, t => Assert.True(t.Verdict == Verdict.Accepted || t.Verdict == expected, $"{t.TestId}: {t.Verdict}. {t.Note} {t.Stderr}"));
    }
}

internal static class DemoPrograms
{
    public static TheoryData<string, string> All =>
        [.. from question in DemoQuestion.Names from language in DemoQuestion.Languages select (question, language)];
}
