namespace EllaAI.Core.Execution;

/// <summary>Test files of the question's author, in the language of the candidate. They see the candidate's files beside them.</summary>
/// <param name="Runner">Such as <c>pytest</c> or <c>junit</c>; empty for the language's usual one.</param>
/// <param name="Files">Win over a candidate's file of the same name.</param>
public sealed record UnitTests(string Runner, IReadOnlyList<SourceFile> Files);

/// <summary>One named case that a test runner reported.</summary>
/// <param name="Verdict"><see cref="Verdict.Accepted"/>, <see cref="Verdict.WrongAnswer"/> for a failed assertion, <see cref="Verdict.RuntimeError"/> for anything else.</param>
/// <param name="Message">Why it failed; empty otherwise.</param>
public sealed record UnitCase(string Name, Verdict Verdict, int WallMs, string Message);
