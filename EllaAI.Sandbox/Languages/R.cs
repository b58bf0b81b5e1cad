namespace EllaAI.Sandbox.Languages;

/// <summary>Rscript is left out: it is two shells that end in this program.</summary>
internal static class R
{
    private const string Program = "/usr/lib/R/bin/exec/R";

    private static readonly string[] Environment =
    [
        "R_HOME=/usr/lib/R", "R_SHARE_DIR=/usr/share/R/share", "R_INCLUDE_DIR=/usr/share/R/include", "R_DOC_DIR=/usr/share/R/doc", "LD_LIBRARY_PATH=/usr/lib/R/lib",
        "R_DEFAULT_PACKAGES=datasets,utils,grDevices,graphics,stats", "TZ=UTC",
    ];

    public static Language Language { get; } = new()
    {
        Id = "r",
        Name = "R",
        MonacoId = "r",
        FileName = "main.R",
        Needs = ["/usr/bin/R", Program],
        Version = new(["/usr/bin/R", "--version"], @"R version (\d+\.\d+\.\d+)", "R"),
        // Only a check.
        Compile = new([Program, "--vanilla", "--no-echo", "-e", "for (f in commandArgs(TRUE)) invisible(parse(f, encoding = 'UTF-8'))", "--args", "{sources}"])
        {
            Environment = [.. Environment, "R_DEFAULT_PACKAGES=NULL"],
        },
        Run = new([Program, "--vanilla", "--no-echo", "--file={file}", "--args"]) { Environment = Environment },
        TimeFactor = 2,
        MemoryExtraMb = 64,
        ProcessesExtra = 8,
        OutOfMemory = ["cannot allocate", "memory exhausted"],
        Starter = """
            lines <- readLines(file("stdin"))
            # Write your solution here and print the answer with cat.

            """,
        Hello = """
            name <- readLines(file("stdin"), n = 1)
            cat("Hello, ", name, "!\n", sep = "")

            """,
    };
}
