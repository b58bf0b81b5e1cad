namespace EllaAI.Core.Execution;

/// <summary>One submission for the sandbox: compiled once, then run on every test in order.</summary>
/// <param name="Id">Names the run in logs. Not a secret.</param>
/// <param name="Language">A language id such as <c>python</c>.</param>
/// <param name="Files">At least one; the first is the entry file. A single file takes the language's own file name.</param>
/// <param name="Tests">Zero tests compile only.</param>
/// <param name="Interactive">Somebody waits for it: goes ahead of grading.</param>
public sealed record RunRequest(
    string Id,
    string Language,
    IReadOnlyList<SourceFile> Files,
    IReadOnlyList<TestInput> Tests,
    Limits Limits,
    Checker Checker,
    bool Interactive)
{
    /// <summary>
    /// The files hold a function, and a generated main program calls it: <see cref="TestInput.Stdin"/> is a JSON array of its
    /// arguments, <see cref="TestInput.Expected"/> the JSON of its result. Null: the files are a whole program.
    /// </summary>
    public FunctionSignature? Function { get; init; }

    /// <summary>
    /// Talks with the program through pipes and decides by itself, as an ICPC output validator of an interactive problem does;
    /// <see cref="Checker"/> is then not asked. Null: standard input is given whole.
    /// </summary>
    public SourceProgram? Interactor { get; init; }

    /// <summary>The question's own test files, put beside the candidate's and run by the language's test runner; null otherwise.</summary>
    public UnitTests? UnitTests { get; init; }
}

public sealed record SourceFile(string Name, string Text);

/// <summary>A program of the question's author, such as a checker. It runs in a wall of its own.</summary>
/// <param name="Files">As in <see cref="RunRequest.Files"/>.</param>
public sealed record SourceProgram(string Language, IReadOnlyList<SourceFile> Files);

/// <param name="Expected">Compared by the checker outside the wall; null means that ending with code 0 is accepted. A checker that is a program is asked in any case, then with an empty answer file.</param>
public sealed record TestInput(string Id, string Stdin, string? Expected)
{
    /// <summary>Arguments of the program itself, for this test.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Arguments of a checker or interactor that is a program, for this test.</summary>
    public IReadOnlyList<string> CheckerArguments { get; init; } = [];
}
