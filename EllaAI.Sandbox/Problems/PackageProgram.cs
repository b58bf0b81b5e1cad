using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Problems;

/// <summary>A submission or validator as the sandbox takes it.</summary>
/// <param name="File">The file or folder, from the package's folder.</param>
/// <param name="Language">An id of the sandbox's table.</param>
/// <param name="Files">The first is the entry file.</param>
internal sealed record PackageProgram(string File, string Language, IReadOnlyList<SourceFile> Files)
{
    /// <summary>What the package calls it: its name without its ending.</summary>
    public string Name => Path.GetFileNameWithoutExtension(File);
}

/// <summary>What was not run or checked, and why, as a clause.</summary>
internal sealed record Skipped(string File, string Reason);
