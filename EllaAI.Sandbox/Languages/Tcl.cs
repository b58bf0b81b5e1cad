namespace EllaAI.Sandbox.Languages;

internal static class Tcl
{
    public static Language Language { get; } = new()
    {
        Id = "tcl",
        Name = "Tcl",
        MonacoId = "tcl",
        FileName = "main.tcl",
        Needs = ["/usr/bin/tclsh8.6"],
        Version = new(["/usr/bin/tclsh8.6", "/app/tcl/version.tcl"], @"(\S+)", "Tcl"),
        Run = new(["/usr/bin/tclsh8.6", "{file}"]),
        TimeFactor = 2,
        ProcessesExtra = 4,
        OutOfMemory = ["unable to alloc", "unable to realloc"],
        AppFiles = new Dictionary<string, string> { ["version.tcl"] = "puts [info patchlevel]\n" },
        Starter = """
            set lines [split [read stdin] "\n"]
            # Write your solution here and print the answer.

            """,
        Hello = """
            puts "Hello, [gets stdin]!"

            """,
    };
}
