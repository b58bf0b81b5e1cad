namespace EllaAI.Sandbox.Languages;

internal static class Scheme
{
    public static Language Language { get; } = new()
    {
        Id = "scheme",
        Name = "Scheme",
        MonacoId = "scheme",
        FileName = "main.scm",
        Needs = ["/usr/bin/guile"],
        Version = new(["/usr/bin/guile", "--version"], @"\) (\d+\.\d+\.\d+)", "Guile"),
        Compile = new(["/usr/bin/guile", "--no-auto-compile", "-c",
            "(use-modules (system base compile)) (compile-file \"{file}\" #:output-file \"/work/program.go\" #:optimization-level 2)"])
        {
            Chatty = true,
        },
        Run = new(["/usr/bin/guile", "--no-auto-compile", "-c", "(load-compiled \"/work/program.go\")"]),
        TimeFactor = 2,
        MemoryExtraMb = 32,
        ProcessesExtra = 8,
        OutOfMemory = ["Out of Memory", "GC Warning: Failed to expand heap"],
        Starter = """
            (use-modules (ice-9 rdelim))

            (define line (read-line))
            ; Write your solution here and print the answer with display.

            """,
        Hello = """
            (use-modules (ice-9 rdelim))

            (display (string-append "Hello, " (read-line) "!\n"))

            """,
    };
}
