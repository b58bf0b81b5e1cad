using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Judging;

/// <summary>A compiled program of a question's author: what its compiler left in the work folder, to be put into another wall.</summary>
internal sealed record QuestionProgram(Language Language, IReadOnlyList<string> Names, string EntryClass, IReadOnlyList<ProgramFile> Files)
{
    private const int LargestFile = 64 << 20;

    public long Bytes { get; } = Files.Sum(f => (long)f.Content.Length);

    /// <summary>A sentence on what this worker has not; null when nothing is missing.</summary>
    public static string? Lack(SourceProgram program, LanguageInfo? language) => language switch
    {
        null => $"No language is called '{program.Language}', which the question's checker is written in.",
        { Available: false } => $"{language.Name} is not installed on this worker, which the question's checker is written in.",
        _ => null,
    };

    /// <summary>A sentence on why it cannot be run anywhere; null when it can. Its language is there.</summary>
    public static string? Problem(SourceProgram program) =>
        SourceNames.Of(LanguageTable.Find(program.Language)!, program.Files, out var problem) is null ? $"The question's checker: {problem}" : null;

    /// <summary>Compiles it in a wall that has seen nothing else.</summary>
    /// <exception cref="QuestionFaultException">It does not compile.</exception>
    public static QuestionProgram Compile(SourceProgram program, Wall wall)
    {
        var language = LanguageTable.Find(program.Language)!;
        var names = SourceNames.Of(language, program.Files, out _)!;
        var request = new RunRequest("checker", program.Language, program.Files, [], Limits.Default, Checker.Tokens, Interactive: false);
        var compiled = new SubmissionRun(new Submission(language, request, names)).Compile(wall);
        if (compiled.Verdict != Verdict.Accepted) throw new QuestionFaultException("The question's checker does not compile.");
        if (wall.List() is not { } left) throw new QuestionFaultException("Compiling the question's checker makes too many files.");
        var entryClass = language.EntryClass?.Of(names[0], program.Files[0].Text) ?? "";
        return new(language, names, entryClass, [.. left.Where(f => !f.Name.Contains("..", StringComparison.Ordinal)).Select(f => Read(wall, f.Name, f.Executable))]);
    }

    public void Install(Wall wall)
    {
        foreach (var file in Files) wall.Write(file.Name, file.Content, file.Executable);
    }

    /// <param name="fileBytes">Of the files that lie beside it, in memory too.</param>
    /// <param name="arguments">Behind what its language needs.</param>
    public WallRun Run(long fileBytes, IEnumerable<string> arguments)
    {
        var told = ValidatorLimits.For(0);
        var given = ValidatorLimits.For(fileBytes);
        given = given with { MemoryMb = given.MemoryMb + Language.MemoryExtraMb, Processes = given.Processes + Language.ProcessesExtra };
        return new(
            [.. CommandLine.Arguments(Language.Run, Names, told, EntryClass), .. arguments],
            CommandLine.Environment(Language.Run, Names, told), given, SealWork: true, Language.ReservedMb)
        { Hold = true };
    }

    private static ProgramFile Read(Wall wall, string name, bool executable) =>
        new(name, wall.Collect(name, LargestFile) ?? throw new QuestionFaultException("Compiling the question's checker makes a file that is too large."), executable);
}

internal sealed record ProgramFile(string Name, byte[] Content, bool Executable);
