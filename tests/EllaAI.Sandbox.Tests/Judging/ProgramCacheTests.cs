using EllaAI.Core.Execution;
using EllaAI.Sandbox.Judging;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Tests.Judging;

public sealed class ProgramCacheTests
{
    private int _compiled;

    [Fact]
    public void The_same_checker_is_compiled_once()
    {
        var cache = new ProgramCache(mostBytes: 1 << 20);
        Parallel.For(0, 20, _ => Get(cache, "one"));
        Get(cache, "two");
        Assert.Equal((2, 2), (_compiled, cache.Count));
    }

    [Fact]
    public void A_checker_that_does_not_compile_is_compiled_again()
    {
        var cache = new ProgramCache(mostBytes: 1 << 20);
        for (var i = 0; i < 2; i++)
            Assert.Throws<QuestionFaultException>(() => cache.Get(Source("bad"), () => throw new QuestionFaultException($"{++_compiled}"), TestContext.Current.CancellationToken));
        Assert.Equal(2, _compiled);
    }

    [Fact]
    public void The_one_that_nobody_asked_for_longest_goes_first()
    {
        var cache = new ProgramCache(mostBytes: 350_000);
        foreach (var name in new[] { "one", "two", "three", "one", "four" }) Get(cache, name);
        Assert.Equal((4, 3), (_compiled, cache.Count));
        Get(cache, "one");
        Assert.Equal(4, _compiled);
        Get(cache, "two");
        Assert.Equal(5, _compiled);
    }

    [Fact]
    public async Task Who_waits_for_the_compiler_can_leave()
    {
        var cache = new ProgramCache(mostBytes: 1 << 20);
        using var leaving = new CancellationTokenSource();
        using var finish = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var first = Task.Run(() => cache.Get(Source("slow"), () => { begun.Set(); finish.Wait(CancellationToken.None); return Program(); }, CancellationToken.None), TestContext.Current.CancellationToken);
        begun.Wait(TestContext.Current.CancellationToken);
        var second = Task.Run(() => cache.Get(Source("slow"), Program, leaving.Token), TestContext.Current.CancellationToken);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        finish.Set();
        await first;
    }

    private void Get(ProgramCache cache, string name) => cache.Get(Source(name), Compile, TestContext.Current.CancellationToken);

    private QuestionProgram Compile()
    {
        Interlocked.Increment(ref _compiled);
        return Program();
    }

    private static SourceProgram Source(string text) => new("cpp", [new("check.cpp", text)]);

    private static QuestionProgram Program() => new(LanguageTable.Find("cpp")!, ["main.cpp"], "", [new("program", new byte[100_000], true)]);
}
