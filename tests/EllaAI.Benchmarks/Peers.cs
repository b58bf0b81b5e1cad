using System.Diagnostics;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Benchmarks;

/// <summary>The same C hello started in other ways, for comparison.</summary>
internal static class Peers
{
    /// <summary>bubblewrap made anew for each run, with all its namespaces, as one would use it without a supervisor and without limits.</summary>
    public static Row Bubblewrap(string name, int rounds)
    {
        var language = LanguageTable.Find("c")!;
        using var twin = new Twin(language);
        string[] links = [.. new[] { "/bin", "/lib", "/lib64" }.Where(l => new DirectoryInfo(l).LinkTarget is not null)];
        string[] command =
        [
            "/usr/bin/bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/usr", "/usr",
            .. links.SelectMany(l => new[] { "--symlink", new DirectoryInfo(l).LinkTarget!, l }),
            "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--ro-bind", twin.Folder, "/work", "--chdir", "/work", "/work/program",
        ];
        using var wrapped = Plain.Start(twin.Folder, command, [], Twin.Input);
        List<double> plain = [], theirs = [];
        wrapped.Run(3);
        for (var i = 0; i < rounds; i++)
        {
            plain.AddRange(twin.Run(5));
            theirs.AddRange(wrapped.Run(5, Twin.Output.Length));
        }
        return Row.AtMost(name, new(plain), new(theirs), null, "no supervisor, no limits");
    }

    public static async Task<Row> DotnetProcess(string name, int rounds)
    {
        using var twin = new Twin(LanguageTable.Find("c")!);
        List<double> plain = [], theirs = [];
        for (var i = 0; i < rounds + 5; i++)
        {
            plain.AddRange(twin.Run(1));
            var asked = Stopwatch.GetTimestamp();
            await Started(Path.Combine(twin.Folder, "program"));
            theirs.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
        return Row.AtMost(name, new([.. plain.Skip(5)]), new([.. theirs.Skip(5)]), null, "no wall");
    }

    private static async Task Started(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(Twin.Input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (await output + await error != Twin.Output) throw new InvalidOperationException($"{program} printed something else.");
        await process.WaitForExitAsync();
    }
}
