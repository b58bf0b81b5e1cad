namespace EllaAI.Sandbox.Languages;

internal static class D
{
    public static Language Language { get; } = new()
    {
        Id = "d",
        Name = "D",
        MonacoId = "d",
        FileName = "main.d",
        Needs = ["/usr/bin/ldc2", "/usr/bin/gcc"],
        Version = new(["/usr/bin/ldc2", "--version"], @"\((\d+\.\d+\.\d+)\)", "LDC"),
        Compile = new(["/usr/bin/ldc2", "-O2", "-od=/work/out", "-of=/work/program", "{sources}"]),
        Run = new(["/work/program"]),
        ProcessesExtra = 8,
        OutOfMemory = ["OutOfMemoryError", "Memory allocation failed"],
        Starter = """
            import std.stdio;

            void main() {
                foreach (line; stdin.byLine) {
                    // Write your solution here and print the answer.
                }
            }

            """,
        Hello = """
            import std.stdio, std.string;

            void main() {
                writefln("Hello, %s!", readln().strip);
            }

            """,
    };
}
