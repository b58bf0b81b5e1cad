using EllaAI.Sandbox.Compilers;

namespace EllaAI.Sandbox.Languages;

/// <summary>
/// A language as data. Commands are executed inside the wall, in <c>/work</c>, without a shell; placeholders:
/// <c>{file}</c> the entry file, <c>{sources}</c> (an argument of its own) every file with the entry's extension, <c>{reversed}</c>
/// the same with the entry last, for compilers that want what is used before what uses it, <c>{class}</c> the entry's class,
/// <c>{memory}</c> the run's MiB before <see cref="MemoryExtraMb"/>, <c>{memoryHex}</c> the same in bytes, hexadecimal.
/// </summary>
public sealed record Language
{
    /// <summary>Lower case, stable.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string MonacoId { get; init; }

    /// <summary>What a single file is called.</summary>
    public required string FileName { get; init; }

    /// <summary>Absolute paths that must exist; the first is the program that is asked for its version.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    public required VersionProbe Version { get; init; }

    /// <summary>Null when nothing is compiled and nothing can be checked ahead.</summary>
    public Step? Compile { get; init; }

    /// <summary>Null when compiling has nothing to gain from it.</summary>
    public Preparation? Preparation { get; init; }

    /// <summary>The compiler kept running; null where that gains nothing.</summary>
    public WarmStep? Warm { get; init; }

    public required Step Run { get; init; }

    /// <summary>How <c>{class}</c> is named; null for a language that does not use it.</summary>
    public EntryClass? EntryClass { get; init; }

    /// <summary>Multiplies CPU and wall time of a run: one limit for all languages stays fair.</summary>
    public double TimeFactor { get; init; } = 1;

    /// <summary>MiB that the virtual machine needs for itself.</summary>
    public int MemoryExtraMb { get; init; }

    /// <summary>
    /// MiB that the virtual machine reserves and hardly touches, such as the stacks of its threads. A group counts what is
    /// touched; the limit that stands in for one counts what is reserved.
    /// </summary>
    public int ReservedMb { get; init; }

    /// <summary>Threads that the virtual machine needs for itself.</summary>
    public int ProcessesExtra { get; init; }

    /// <summary>What the runtime writes on standard error when its heap is full: it ends by itself before the group's limit.</summary>
    public IReadOnlyList<string> OutOfMemory { get; init; } = [];

    /// <summary>Files that every wall sees in <c>/app/ID/</c>, by name.</summary>
    public IReadOnlyDictionary<string, string> AppFiles { get; init; } = new Dictionary<string, string>();

    public required string Starter { get; init; }

    /// <summary>Takes a name from standard input, prints <c>Hello, NAME!</c>. Shows that the language works.</summary>
    public required string Hello { get; init; }

    /// <summary>Standard input for <see cref="Hello"/> with the name Grace in it.</summary>
    public string HelloInput { get; init; } = "Grace\n";
}

/// <param name="Environment">Beside the usual PATH, HOME, TMPDIR, LANG.</param>
public sealed record Step(IReadOnlyList<string> Arguments)
{
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>It says that all is well, which nobody needs to read.</summary>
    public bool Chatty { get; init; }

    /// <summary>The same command with one argument in another's place.</summary>
    public Step With(string argument, string other) => this with { Arguments = [.. Arguments.Select(a => a == argument ? other : a)] };
}

/// <param name="Pattern">A regular expression on what the command prints; its first group is the version.</param>
/// <param name="Label">Goes before it, as in <c>Python 3.11.2</c>.</param>
public sealed record VersionProbe(IReadOnlyList<string> Arguments, string Pattern, string Label);
