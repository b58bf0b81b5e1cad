using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Problems;

/// <param name="Submissions">In the package's order.</param>
/// <param name="Inputs">Of every input validator that could run.</param>
/// <param name="Skipped">What was not run, and why.</param>
/// <param name="Limit">Null when nothing was run.</param>
internal sealed record Verified(
    IReadOnlyList<SubmissionVerdict> Submissions, IReadOnlyList<InputVerdict> Inputs, IReadOnlyList<Skipped> Skipped, TimeLimit? Limit)
{
    public int Ok => Submissions.Count(s => s.Ok);

    public int Failed => Submissions.Count(s => !s.Ok) + Inputs.Count(i => i.Problem.Length > 0);
}

/// <summary>Runs what a package holds and compares it with what the package promises.</summary>
/// <param name="atOnce">Programs at once.</param>
internal sealed class Verification(Engine.Sandbox sandbox, Package package, int atOnce)
{
    private readonly SubmissionJudging _judging = new(sandbox, package);
    private readonly List<Skipped> _skipped = [.. package.Skipped];

    /// <summary>Told when something is done: how much, of how much.</summary>
    public Action<int, int> Progress { get; init; } = (_, _) => { };

    /// <exception cref="PackageException">The package's output validator does not compile.</exception>
    public async Task<Verified> Run(CancellationToken ct)
    {
        var submissions = await Present(package.Submissions, s => s.Program);
        var validators = await Present(package.InputValidators, p => p);
        if (submissions.Count > 0 && package.Validator is { } judge) submissions = await CanJudge(judge, submissions, ct);
        var (done, all) = (0, submissions.Count + validators.Count);
        Progress(0, all);

        var inputs = await Each(validators, new InputCheck(sandbox, package).Run);
        var (limit, verdicts) = (TimeLimit.Given(package.Problem), new Dictionary<Submission, SubmissionVerdict>());
        if (limit is null)
        {
            var bounding = submissions.Where(s => s.Promise.BoundsTimeLimit).ToList();
            foreach (var verdict in await Each(bounding, (s, t) => _judging.Run(s, TimeLimit.Generous, t))) verdicts[verdict.Submission] = verdict;
            limit = TimeLimit.Derived(package.Problem, verdicts.Values);
        }
        foreach (var verdict in await Each([.. submissions.Where(s => !verdicts.ContainsKey(s))], (s, t) => _judging.Run(s, limit.Seconds, t))) verdicts[verdict.Submission] = verdict;
        return new([.. submissions.Select(s => verdicts[s])], inputs, [.. _skipped.OrderBy(s => s.File, StringComparer.Ordinal)], submissions.Count > 0 ? limit : null);

        async Task<TResult[]> Each<T, TResult>(IReadOnlyList<T> items, Func<T, CancellationToken, Task<TResult>> run)
        {
            var results = new TResult[items.Count];
            var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct };
            await Parallel.ForEachAsync(Enumerable.Range(0, items.Count), options, async (i, token) =>
            {
                results[i] = await run(items[i], token);
                Progress(Interlocked.Increment(ref done), all);
            });
            return results;
        }
    }

    private async Task<List<T>> Present<T>(IReadOnlyList<T> items, Func<T, PackageProgram> program)
    {
        var present = new List<T>();
        foreach (var item in items)
            if (await IsInstalled(program(item).Language)) present.Add(item);
            else _skipped.Add(new(program(item).File, $"{NameOf(program(item).Language)} is not installed"));
        return present;
    }

    private async Task<List<Submission>> CanJudge(PackageProgram judge, List<Submission> submissions, CancellationToken ct)
    {
        if (!await IsInstalled(judge.Language))
        {
            _skipped.AddRange(submissions.Select(s => new Skipped(s.Program.File, $"its output validator needs {NameOf(judge.Language)}, which is not installed")));
            return [];
        }
        var compileOnly = new RunRequest(judge.File, judge.Language, judge.Files, [], Limits.Default, Checker.Tokens, Interactive: false);
        await foreach (var message in sandbox.Run(compileOnly, ct))
            if (message is Compiled { Verdict: not Verdict.Accepted } failed) throw new PackageException($"{judge.File} does not compile: {CompilerMessage.Line(failed.Output)}");
        return submissions;
    }

    private async Task<bool> IsInstalled(string language) => await sandbox.Language(language) is { Available: true };

    private static string NameOf(string language) => LanguageTable.Find(language)!.Name;
}
