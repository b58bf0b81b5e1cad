namespace EllaAI.Sandbox.Languages;

internal static class Awk
{
    public static Language Language { get; } = new()
    {
        Id = "awk",
        Name = "AWK",
        MonacoId = "awk",
        FileName = "main.awk",
        Needs = ["/usr/bin/gawk"],
        Version = new(["/usr/bin/gawk", "--version"], @"Awk (\d+\.\d+\.\d+)", "GNU Awk"),
        // Only a check: the copy in plain layout that this prints is thrown away.
        Compile = new(["/usr/bin/gawk", "--pretty-print=/dev/null", "-f", "{file}"]),
        Run = new(["/usr/bin/gawk", "-f", "{file}"]),
        TimeFactor = 2,
        OutOfMemory = ["cannot allocate", "memory exhausted"],
        Starter = """
            # Called for each line. Write your solution here and print the answer.
            { }

            """,
        Hello = """
            { print "Hello, " $0 "!" }

            """,
    };
}
