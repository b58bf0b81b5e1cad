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
    bool Interactive);

public sealed record SourceFile(string Name, string Text);

/// <param name="Expected">Compared by the checker outside the wall; null means that ending with code 0 is accepted.</param>
public sealed record TestInput(string Id, string Stdin, string? Expected);

/// <summary>How an answer is compared with the expected one.</summary>
public enum Checker
{
    /// <summary>Whitespace-separated tokens are equal.</summary>
    Tokens,

    /// <summary>Lines are equal but for trailing space and trailing empty lines.</summary>
    Lines,

    /// <summary>Byte for byte.</summary>
    Exact,
}
