namespace EllaAI.Sandbox.Languages;

internal static class JavaScript
{
    public static Language Language { get; } = new()
    {
        Id = "javascript",
        Name = "JavaScript",
        MonacoId = "javascript",
        FileName = "main.js",
        Needs = ["/usr/bin/node"],
        Version = new(["/usr/bin/node", "--version"], @"v(\S+)", "Node.js"),
        Compile = new(["/usr/bin/node", "--check", "{file}"]),
        Run = new(["/usr/bin/node", "--max-old-space-size={memory}", "--stack-size=3900", "{file}"]),
        TimeFactor = 1.5,
        MemoryExtraMb = 128,
        ProcessesExtra = 16,
        OutOfMemory = ["JavaScript heap out of memory"],
        Starter = """
            const lines = require("fs").readFileSync(0, "utf8").split("\n");

            // Write your solution here and print the answer with console.log.

            """,
        Hello = """
            const name = require("fs").readFileSync(0, "utf8").trim();
            console.log(`Hello, ${name}!`);

            """,
    };
}
