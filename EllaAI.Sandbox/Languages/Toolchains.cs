using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Compilers;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Pool;

namespace EllaAI.Sandbox.Languages;

/// <summary>
/// Which languages this machine has. Asked inside walls: a toolchain that does not start there is of no use, whatever files it
/// has. Detection runs beside the start of the service, all languages at once; who needs an answer waits for it. An answer is
/// kept; that no wall could be made is not one, so it is asked again.
/// </summary>
public sealed class Toolchains : IDisposable
{
    private static readonly Limits ProbeLimits = new(CpuMs: 10_000, WallMs: 20_000, MemoryMb: 512, Processes: 128);

    private const int Tries = 2;

    private readonly WallPool _pool;
    private readonly Preparations _preparations;
    private readonly IReadOnlyCollection<string>? _offered;
    private readonly ConcurrentDictionary<string, Task<LanguageInfo>> _probes = [];

    /// <param name="offered">Others are as if they were not installed; null for all.</param>
    public Toolchains(WallPool pool, Instance instance, IReadOnlyCollection<string>? offered = null)
    {
        (_pool, _preparations, _offered) = (pool, new(pool, instance), offered);
        foreach (var language in LanguageTable.All) WriteAppFiles(language, instance.App);
    }

    public async Task<IReadOnlyList<LanguageInfo>> All() => await Task.WhenAll(LanguageTable.All.Select(Known));

    /// <summary>Null for an id that the table does not have.</summary>
    public async Task<LanguageInfo?> Find(string id) => LanguageTable.Find(id) is { } language ? await Known(language) : null;

    /// <summary>Ends when nothing is left that would make the language compile faster.</summary>
    public Task Prepared(string id) => LanguageTable.Find(id) is { } language ? _preparations.Ready(language) : Task.CompletedTask;

    /// <summary>The same for all that are installed, one after the other.</summary>
    public async Task Prepared()
    {
        foreach (var language in await All())
            if (language.Available)
                await Prepared(language.Id);
    }

    public void Dispose() => _preparations.Dispose();

    private Task<LanguageInfo> Known(Language language) => _probes.AddOrUpdate(
        language.Id, _ => Probe(language), (_, probe) => probe.IsFaulted ? Probe(language) : probe);

    private static void WriteAppFiles(Language language, string app)
    {
        if (language.AppFiles.Count == 0 && language.Warm is null) return;
        var folder = Directory.CreateDirectory(Path.Combine(app, language.Id)).FullName;
        foreach (var (name, text) in language.AppFiles) File.WriteAllText(Path.Combine(folder, name), text);
        // Without them its compiler does not stay, and everything is compiled all the same.
        foreach (var program in (language.Warm?.Programs ?? []).Where(p => File.Exists(Path.Combine(WarmStep.Folder, p))))
            File.Copy(Path.Combine(WarmStep.Folder, program), Path.Combine(folder, program));
    }

    private async Task<LanguageInfo> Probe(Language language)
    {
        // Off the caller's thread, and all languages side by side.
        var version = (_offered is null || _offered.Contains(language.Id)) && language.Needs.All(Path.Exists) ? await Task.Run(() => Version(language)) : "";
        return new(language.Id, language.Name, version, version.Length > 0, language.MonacoId, language.FileName, language.Starter);
    }

    private async Task<string> Version(Language language)
    {
        for (var tries = Tries; tries > 0; tries--)
            if (await Ask(language) is { } version) return version;
        return "";
    }

    /// <summary>Empty when the toolchain does not run; null when its wall broke, which says nothing of the toolchain.</summary>
    private async Task<string?> Ask(Language language)
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
            return null;
        }
    }
}
