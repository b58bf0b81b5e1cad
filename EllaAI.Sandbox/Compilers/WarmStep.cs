using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Compilers;

/// <summary>
/// How a language's compiler is kept running. It gets whole command lines of the language's compile step and must answer as
/// that step would, with less of everything (memory, stack, time), so that it never manages what that one would not.
/// </summary>
/// <param name="Start">The program that stays; its arguments hold no placeholders.</param>
/// <param name="Programs">What it is made of: files of ours, seen in <c>/app/ID/</c>.</param>
/// <param name="Sample">A source that uses much of the language: compiled until the compiler is warm, before anybody is served.</param>
public sealed record WarmStep(Step Start, IReadOnlyList<string> Programs, string Sample)
{
    /// <summary>Where our programs lie beside this assembly.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "compilers");

    public int MemoryMb { get; init; } = 640;
}
