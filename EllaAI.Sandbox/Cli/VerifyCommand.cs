using EllaAI.Sandbox.Problems;

namespace EllaAI.Sandbox.Cli;

/// <summary>
/// <c>verify</c>: does every submission of a problem package get what its folder promises? Ends with 0 only if none failed, with
/// 1 otherwise. A package that cannot be read counts as one failure.
/// </summary>
internal static class VerifyCommand
{
    public static async Task<int> Run(IReadOnlyList<string> arguments)
    {
        var read = new Arguments(arguments, [], ["--json", "--allow-no-cgroup"]);
        if (read.Rest.Count == 0) throw new UsageException("verify needs at least one DIR.");
        if (read.Rest.FirstOrDefault(d => !Directory.Exists(d)) is { } missing) throw new UsageException($"there is no folder '{missing}'.");

        var atOnce = Environment.ProcessorCount;
        await using var sandbox = Engine.Sandbox.Open(atOnce, queueLimit: 2 * atOnce, read.Has("--allow-no-cgroup"));
        var failed = 0;
        foreach (var folder in read.Rest)
        {
            var report = await Verify(sandbox, folder, atOnce);
            Console.Out.WriteLine(read.Has("--json") ? report.Json() : report.Text());
            foreach (var line in report.Problems) Console.Error.WriteLine("ella-sandbox: " + line);
            failed += report.Failed;
        }
        return failed == 0 ? 0 : 1;
    }

    private static async Task<VerifyReport> Verify(Engine.Sandbox sandbox, string folder, int atOnce)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        using var bar = new ProgressBar(name);
        try
        {
            var package = PackageReader.Read(folder);
            return new(name, await new Verification(sandbox, package, atOnce) { Progress = bar.Show }.Run(default), null);
        }
        catch (PackageException e)
        {
            return new(name, new([], [], [], null), e.Message);
        }
    }
}
