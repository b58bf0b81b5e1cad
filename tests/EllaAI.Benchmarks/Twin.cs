using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Benchmarks;

/// <summary>A language's hello with the very commands and variables that it has behind the wall, but without a wall.</summary>
internal sealed class Twin : IDisposable
{
    public const string Input = "Ella\n", Output = "Hello, Ella!\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-bench-");
    private readonly Language _language;
    private readonly Plain? _compile;
    private readonly Plain _run;

    public Twin(Language language)
    {
        _language = language;
        File.WriteAllText(Path.Combine(_folder.FullName, language.FileName), language.Hello);
        foreach (var (name, text) in language.AppFiles) File.WriteAllText(Path.Combine(_folder.CreateSubdirectory($"app/{language.Id}").FullName, name), text);
        if (language.Compile is { } step)
        {
            _compile = Start(step);
            _compile.Run(1);
        }
        _run = Start(language.Run);
    }

    public string Folder => _folder.FullName;

    public IReadOnlyList<double> Run(int times) => _run.Run(times, Output.Length);

    /// <summary>Milliseconds of compiling once and running once.</summary>
    public double CompileAndRun() => (_compile?.Run(1)[0] ?? 0) + Run(1)[0];

    public void Dispose()
    {
        _compile?.Dispose();
        _run.Dispose();
        _folder.Delete(recursive: true);
    }

    private Plain Start(Step step)
    {
        string[] files = [_language.FileName];
        var command = CommandLine.Arguments(step, files, Limits.Default, _language.EntryClass?.Of(files[0], _language.Hello) ?? "").Select(Outside).ToList();
        return Plain.Start(_folder.FullName, command, CommandLine.Environment(step, files, Limits.Default), Input);
    }

    // The two places of the wall that a command names.
    private string Outside(string argument) =>
        argument.Replace("/work", _folder.FullName, StringComparison.Ordinal).Replace("/app", Path.Combine(_folder.FullName, "app"), StringComparison.Ordinal);
}
