namespace EllaAI.Sandbox.Languages;

/// <summary>Options of Java for the languages that live on it.</summary>
internal static class JavaVirtualMachine
{
    /// <summary>A short-lived compiler gains nothing from the second compiler tier; UsePerfData writes to /tmp.</summary>
    public static IReadOnlyList<string> Compiler { get; } =
        ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-XX:-UsePerfData", "-Xshare:auto", "-Dfile.encoding=UTF-8"];

    public static IReadOnlyList<string> Program { get; } =
        ["-Xmx{memory}m", "-Xss64m", "-XX:-UsePerfData", "-XX:+UseParallelGC", "-XX:ParallelGCThreads=2", "-Xshare:auto", "-Dfile.encoding=UTF-8"];
}
