using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Tests;

/// <summary>One question with one test set, answered in every language by programs that print a lot beside.</summary>
public sealed class TwoSumTests(SandboxFixture sandbox)
{
    private static readonly DataType Ints = new(DataKind.List, new(DataKind.Int));

    private static readonly FunctionSignature TwoSum = new("twoSum", [new("numbers", Ints), new("target", new(DataKind.Int))], Ints);

    private static readonly TestInput[] Tests =
    [
        new("1", "[[2,7,11,15],9]", "[0,1]"),
        new("2", "[[3,2,4],6]", "[1,2]"),
        new("3", "[[3,3],6]", "[0,1]"),
        new("4", "[[],1]", "[]"),
        new("5", "[[2147483647,-2147483648,5],-1]", "[0, 1]"),
    ];

    public static TheoryData<string> Ids => [.. Directory.GetFiles(Folder).Select(f => Path.GetFileNameWithoutExtension(f)).Where(id => LanguageTable.Find(id) is not null).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(Place.Root, "tests", "EllaAI.Sandbox.Tests", "Samples", "TwoSum");

    [Theory, MemberData(nameof(Ids))]
    public async Task One_test_set_judges_every_language_whatever_else_is_printed(string language)
    {
        var code = await File.ReadAllTextAsync(Directory.GetFiles(Folder, $"{language}.*").Single(), TestContext.Current.CancellationToken);
        var request = Ask.One(language, code) with { Tests = Tests, Function = TwoSum };
        var run = await Outcome.Of((await sandbox.Require(language)).Run(request, TestContext.Current.CancellationToken));
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        Assert.All(run.Tests, t => Assert.True(t.Verdict == Verdict.Accepted, $"{t}"));
        Assert.Equal(Tests.Length, run.Tests.Count);
        Assert.All(run.Tests, t => Assert.Contains("[9,9]", t.Stderr, StringComparison.Ordinal));
        Assert.All(run.Tests, t => Assert.DoesNotContain("9,9", t.Stdout, StringComparison.Ordinal));
    }
}
