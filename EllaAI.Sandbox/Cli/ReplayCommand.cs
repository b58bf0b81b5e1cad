using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;
using EllaAI.Sandbox.Replay;

namespace EllaAI.Sandbox.Cli;

/// <summary><c>replay</c>: runs a bundle again. 0 when every verdict is as it was, 1 when one is not.</summary>
internal static class ReplayCommand
{
    private const int LargestBundle = 256 * 1024 * 1024;

    public static async Task<int> Run(IReadOnlyList<string> arguments)
    {
        var read = new Arguments(arguments, [], ["--json", "--allow-no-cgroup"]);
        if (read.Rest.Count != 1) throw new UsageException("replay needs one BUNDLE file.");
        var bundle = Bundle(read.Rest[0]);
        await using var sandbox = Engine.Sandbox.Open(capacity: 1, queueLimit: 1, read.Has("--allow-no-cgroup"));
        await Installed.Require(sandbox, bundle.Request.Language);

        var messages = new List<RunnerMessage>();
        await foreach (var message in sandbox.Run(bundle.Request, default)) messages.Add(message);
        var compared = Comparison.Of(bundle.Result, RunResult.Of(messages));
        Console.Out.WriteLine(read.Has("--json") ? ReplayReport.Json(compared) : ReplayReport.Text(compared));
        return compared.Same ? 0 : 1;
    }

    private static RunBundle Bundle(string file)
    {
        try
        {
            var bundle = RunBundle.Parse(TextFile.Read(file, LargestBundle));
            Problem(bundle.Request);
            return bundle;
        }
        catch (FormatException e)
        {
            throw new UsageException($"{file} is no bundle to replay. {e.Message}", e);
        }
    }

    private static void Problem(RunRequest request)
    {
        if (LanguageTable.Find(request.Language) is not { } language) throw new FormatException($"No language is called '{request.Language}'.");
        if (SourceNames.Of(language, request.Files, out var names) is null) throw new FormatException(names);
        if (LimitsRange.Problem(request.Limits) is { } limits) throw new FormatException(limits);
    }
}
