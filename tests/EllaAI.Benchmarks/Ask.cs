using System.Diagnostics;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Benchmarks;

/// <summary>Submissions, and how long each of their answers took. A wrong verdict ends the benchmark: fast and wrong is nothing.</summary>
internal static class Ask
{
    private static int _asked;

    /// <summary>Hello on so many tests. No two submissions have the same text, so that nothing kept from one serves the next.</summary>
    public static RunRequest Hello(string language, int tests = 1) => Program(language, LanguageTable.Find(language)!.Hello, tests);

    public static RunRequest Program(string language, string code, int tests = 1) => new(
        "bench", language, [new("given", $"{code}\n{(language is "python" ? "#" : "//")} {++_asked}\n")],
        [.. Enumerable.Range(1, tests).Select(i => new TestInput($"{i}", Twin.Input, Twin.Output))], Limits.Default, Checker.Tokens, Interactive: true);

    /// <summary>Milliseconds from each answer to the next: the compiler's first, then one a test, from asking on.</summary>
    public static async Task<IReadOnlyList<double>> Times(this ICodeRunner runner, RunRequest request)
    {
        var times = new List<double>(request.Tests.Count + 1);
        var asked = Stopwatch.GetTimestamp();
        await foreach (var message in runner.Run(request, default))
        {
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            asked = Stopwatch.GetTimestamp();
            if (message is Compiled { Verdict: not Verdict.Accepted } or Tested { Verdict: not Verdict.Accepted })
                throw new InvalidOperationException($"{request.Language}: {message}");
        }
        return times[..(request.Tests.Count + 1)];
    }
}
