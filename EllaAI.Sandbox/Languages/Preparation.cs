namespace EllaAI.Sandbox.Languages;

/// <summary>
/// A file that a toolchain makes once for itself and that saves work in every later compilation, such as a precompiled header.
/// It is made behind a wall from what is installed and from <see cref="Sources"/>; nothing of a candidate comes near it. Walls
/// see it as <c>/app/ID/prepared/FILE</c>; compilers must take no offence while it is not there.
/// </summary>
/// <param name="File">Its name, folders included.</param>
/// <param name="Step">Writes <c>/work/prepared</c>.</param>
public sealed record Preparation(string File, Step Step)
{
    /// <summary>Written to the work folder before, by name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>();

    /// <summary>Files beside <see cref="Language.Needs"/> whose change makes it stale.</summary>
    public IReadOnlyList<string> Watches { get; init; } = [];
}
