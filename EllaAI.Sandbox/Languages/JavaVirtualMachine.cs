namespace EllaAI.Sandbox.Languages;

/// <summary>Options of Java for the languages that live on it.</summary>
internal static class JavaVirtualMachine
{
    private const string Archive = "compiler.jsa";

    /// <summary>A short-lived compiler gains nothing from the second compiler tier; UsePerfData writes to /tmp.</summary>
    public static IReadOnlyList<string> Compiler { get; } =
        ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-XX:-UsePerfData", "-Xshare:auto", "-Dfile.encoding=UTF-8"];

    /// <summary>With the compiler's classes as the virtual machine maps them, which takes half the time off. A missing archive is passed over.</summary>
    /// <param name="command">Begins with the virtual machine.</param>
    public static Step Compile(string language, IReadOnlyList<string> command) =>
        new([command[0], $"-XX:SharedArchiveFile=/app/{language}/prepared/{Archive}", .. command.Skip(1)]);

    /// <param name="command">Compiles <paramref name="file"/>.</param>
    public static Preparation Prepare(IReadOnlyList<string> command, string file, string text) =>
        new(Archive, new([command[0], "-XX:ArchiveClassesAtExit=/work/prepared", "-Xlog:disable", .. command.Skip(1)]))
        {
            Sources = new Dictionary<string, string> { [file] = text },
        };

    public static IReadOnlyList<string> Program { get; } =
        ["-Xmx{memory}m", "-Xss64m", "-XX:-UsePerfData", "-XX:+UseParallelGC", "-XX:ParallelGCThreads=2", "-Xshare:auto", "-Dfile.encoding=UTF-8"];
}
