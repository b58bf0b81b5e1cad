using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.UnitTests;

/// <summary>
/// What finds and runs test cases, as data. Its program reads 33 bytes from standard input, a mark of 32 letters and a new line, before
/// anything of the candidate's is loaded, diverts standard output to standard error, and writes on the former one line for each case,
/// <c>MARK {"name":..,"verdict":"accepted|wrong-answer|runtime-error","ms":..,"message":..}</c>, and <c>MARK end</c> last.
/// </summary>
internal sealed record TestRunner
{
    /// <summary>Such as <c>pytest</c>.</summary>
    public required string Id { get; init; }

    public required string Language { get; init; }

    /// <summary>Absolute paths that must exist, beside what the language needs.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Its own files, built in below <c>UnitTests/</c>; in a wall they have no folder. The first is the program.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Whether the program is the first file, from which <c>{file}</c> and <c>{sources}</c> are taken.</summary>
    public bool ComesFirst { get; init; }

    /// <summary>The language with commands that run the tests.</summary>
    public Func<Language, Language> Adapt { get; init; } = language => language;

    /// <summary>Fills <c>{{tests}}</c> in the program, from the question's files.</summary>
    public Func<IReadOnlyList<SourceFile>, string> Tests { get; init; } = _ => "";

    public bool IsInstalled => Needs.All(Path.Exists);

    public bool Owns(string file) => Files.Any(f => Path.GetFileName(f) == file);

    /// <summary>Its own files, for these of the question.</summary>
    public IEnumerable<SourceFile> Programs(IReadOnlyList<SourceFile> tests) =>
        Files.Select(f => new SourceFile(Path.GetFileName(f), Template.Of($"UnitTests/{f}", ("tests", Tests(tests)))));
}
