using System.Diagnostics;
using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Compilers;

/// <summary>The compilers that stay, by language. They start beside the service and only for languages that are installed.</summary>
internal sealed class WarmCompilers : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, WarmCompiler> _compilers;

    public WarmCompilers(Func<CancellationToken, Task<Wall>> walls, Func<string, Task<LanguageInfo?>> installed)
    {
        _compilers = LanguageTable.All.Where(l => l.Warm is not null).ToDictionary(l => l.Id, l => new WarmCompiler(l, walls, _stopping.Token));
        foreach (var (id, compiler) in _compilers) _ = StartInstalled(compiler, installed(id));
    }

    /// <summary>Whether a language's compiler is ready; false for one that has none.</summary>
    public bool IsWarm(string language) => _compilers.TryGetValue(language, out var compiler) && compiler.IsWarm;

    /// <summary>
    /// Compiles and puts the program into the submission's wall. Null, and the wall as it was, when there is no warm compiler or it
    /// is not sure: then the cold one decides.
    /// </summary>
    /// <param name="command">The cold one's command line.</param>
    /// <param name="files">The sources, which are in the wall already.</param>
    /// <exception cref="WallLostException">The submission's wall broke.</exception>
    public Compiled? Compile(Wall wall, Language language, WallRun command, IReadOnlyList<CompilerFile> files)
    {
        var asked = Stopwatch.GetTimestamp();
        if (!_compilers.TryGetValue(language.Id, out var compiler) || compiler.Compile(command.Arguments, files) is not { } compiled) return null;
        if (Encoding.UTF8.GetByteCount(compiled.Text) > command.Limits.OutputKb * 1024 || compiled.FilesBeside(files) is not { } made) return null;
        if (compiled.ExitCode == 0)
            foreach (var (name, content) in made)
                wall.Write(name, content);
        var verdict = compiled.ExitCode == 0 ? Verdict.Accepted : Verdict.CompileError;
        return new(verdict, (int)Stopwatch.GetElapsedTime(asked).TotalMilliseconds, Verdicts.CleanPaths(compiled.Text.Trim()));
    }

    public void Dispose()
    {
        _stopping.Cancel();
        foreach (var compiler in _compilers.Values) compiler.Dispose();
        _stopping.Dispose();
    }

    private static async Task StartInstalled(WarmCompiler compiler, Task<LanguageInfo?> asked)
    {
        if (await asked is { Available: true }) compiler.Start();
    }
}
