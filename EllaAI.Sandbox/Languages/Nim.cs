namespace EllaAI.Sandbox.Languages;

internal static class Nim
{
    public static Language Language { get; } = new()
    {
        Id = "nim",
        Name = "Nim",
        MonacoId = "nim",
        FileName = "main.nim",
        Needs = ["/usr/bin/nim", "/usr/bin/gcc"],
        Version = new(["/usr/bin/nim", "--version"], @"Version (\S+)", "Nim"),
        Compile = new(["/usr/bin/nim", "compile", "--define:release", "--hints:off", "--colors:off", "--verbosity:0", "--nimcache:/tmp/nim", "--out:/work/program", "{file}"]),
        Run = new(["/work/program"]),
        OutOfMemory = ["out of memory"],
        Starter = """
            for line in stdin.lines:
              # Write your solution here and print the answer with echo.
              discard line

            """,
        Hello = """
            echo "Hello, ", stdin.readLine, "!"

            """,
    };
}
