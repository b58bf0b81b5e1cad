using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Tests;

/// <summary>Sources that compilers choke on. A compiler that stays may die of one; nobody else notices.</summary>
public sealed class HostileSourceTests(SandboxFixture sandbox, WarmSandbox warm) : IClassFixture<WarmSandbox>
{
    public static TheoryData<string, string> Hostile => new()
    {
        { "csharp", $"var x = {new string('(', 20_000)}1{new string(')', 20_000)};" },
        { "csharp", $"var x = 1{string.Concat(Enumerable.Repeat("+1", 200_000))};" },
        { "csharp", $"class A<A,B,C,D,E,F> {{ class B : A<B,B,B,B,B,B> {{ {string.Concat(Enumerable.Repeat("B.", 6))}B x; }} }}\nclass P {{ static void Main() {{ }} }}" },
        { "csharp", "class N<T> { } class C<X> : N<N<C<C<X>>>> { } class P { static void Main() { N<C<int>> c = new C<int>(); } }" },
        { "csharp", $"var s = \"{new string('x', 1 << 20)}\";" },
        { "csharp", $"class P {{ static void Main() {{ {string.Concat(Enumerable.Repeat("{", 50_000))}" },
        { "java", $"public class Main {{ int x = {new string('(', 20_000)}1{new string(')', 20_000)}; }}" },
        { "java", $"public class Main {{ int x = 1{string.Concat(Enumerable.Repeat("+1", 100_000))}; }}" },
        { "java", $"public class Main {{ String s = \"{new string('x', 1 << 20)}\"; }}" },
        { "java", $"public class Main {{ int[] x = {{ {string.Join(',', Enumerable.Range(0, 30_000))} }}; }}" },
        { "java", "interface N<T> { } interface C<X> extends N<N<? super C<C<X>>>> { } public class Main { N<? super C<Integer>> cast(C<Integer> c) { return c; } }" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task It_ends_as_without_a_compiler_that_stays_and_the_next_one_is_compiled(string id, string code)
    {
        await sandbox.Require(id);
        var (cold, run) = (await sandbox.Run(id, code), await warm.Run(id, code));
        // Past the first line a compiler that ran out of stack tells where in itself it was.
        Assert.Equal((cold.Compiled.Verdict, cold.Compiled.Output.Split('\n')[0]), (run.Compiled.Verdict, run.Compiled.Output.Split('\n')[0]));
        var hello = LanguageTable.Find(id)!.Hello;
        (await warm.Run(id, hello, "Grace\n", "Hello, Grace!")).Shows(Verdict.Accepted);
    }

    [Theory]
    [InlineData("csharp")]
    [InlineData("java")]
    public async Task Twenty_submissions_at_once_are_all_compiled_rightly(string id)
    {
        await sandbox.Require(id);
        await warm.Warm(id);
        var hello = LanguageTable.Find(id)!.Hello;
        var runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => warm.Run(id, hello.Replace("Hello", $"Hello {i}", StringComparison.Ordinal), "Grace\n", $"Hello {i}, Grace!")));
        Assert.All(runs, r => r.Shows(Verdict.Accepted));
    }

    [Theory]
    [InlineData("csharp", "Console.WriteLine(1);", "program.dll/Other.cs", "class Other { }")]
    [InlineData("java", "public class Main { public static void main(String[] a) { System.out.println(1); } }", "out/Other.java", "class Other { }")]
    public async Task A_source_where_the_compiler_writes_changes_no_verdict(string id, string code, string name, string other)
    {
        await sandbox.Require(id);
        var request = Ask.One(id, "", expected: "1") with { Files = [new(LanguageTable.Find(id)!.FileName, code), new(name, other)] };
        var cold = await Outcome.Of((await sandbox.Require(id)).Run(request, TestContext.Current.CancellationToken));
        var run = await Outcome.Of((await warm.Warm(id)).Run(request, TestContext.Current.CancellationToken));
        Assert.Equal((cold.Compiled.Verdict, cold.Compiled.Output), (run.Compiled.Verdict, run.Compiled.Output));
        Assert.Equal(cold.Tests.Select(t => t.Verdict), run.Tests.Select(t => t.Verdict));
    }
}
