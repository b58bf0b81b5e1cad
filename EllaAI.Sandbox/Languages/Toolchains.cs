using System.Text;
using System.Text.RegularExpressions;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Pool;

namespace EllaAI.Sandbox.Languages;

/// <summary>
/// Which languages this machine has. Asked once, inside walls: a toolchain that does not start there is of no use. Detection
/// runs beside the start of the service; whoever needs a version waits for it.
/// </summary>
public sealed class Toolchains
{
    private static readonly Limits ProbeLimits = new(CpuMs: 10_000, WallMs: 20_000, MemoryMb: 512, Processes: 128);

    private readonly WallPool _pool;
    private readonly Dictionary<string, Lazy<Task<LanguageInfo>>> _probes;

    public Toolchains(WallPool pool, Instance instance)
    {
        _pool = pool;
        foreach (var language in LanguageTable.All) WriteAppFiles(language, instance.App);
        _probes = LanguageTable.All.ToDictionary(l => l.Id, l => new Lazy<Task<LanguageInfo>>(() => Task.Run(() => Probe(l))));
    }

    public async Task<IReadOnlyList<LanguageInfo>> All() => await Task.WhenAll(_probes.Values.Select(p => p.Value));

    /// <summary>Null for an id that the table does not have.</summary>
    public async Task<LanguageInfo?> Find(string id) => _probes.TryGetValue(id, out var probe) ? await probe.Value : null;

    private static void WriteAppFiles(Language language, string app)
    {
        if (language.AppFiles.Count == 0) return;
        var folder = Directory.CreateDirectory(Path.Combine(app, language.Id)).FullName;
        foreach (var (name, text) in language.AppFiles) File.WriteAllText(Path.Combine(folder, name), text);
    }

    private async Task<LanguageInfo> Probe(Language language)
    {
        var version = language.Needs.All(Path.Exists) ? await Version(language) : "";
        return new(language.Id, language.Name, version, version.Length > 0, language.MonacoId, language.FileName, language.Starter);
    }

    private async Task<string> Version(Language language)
    {
        using var wall = await _pool.Take(default);
        try
        {
            var result = wall.Run(new(language.Version.Arguments, CommandLine.Environment([]), ProbeLimits, SealWork: false), default);
            var said = Encoding.UTF8.GetString(result.Stdout) + Encoding.UTF8.GetString(result.Stderr);
            var match = Regex.Match(said, language.Version.Pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
            return result.ExitCode == 0 && match.Success ? $"{language.Version.Label} {match.Groups[1].Value}" : "";
        }
        catch (WallLostException)
        {
            return "";
        }
    }
}
