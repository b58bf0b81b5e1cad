namespace EllaAI.Sandbox.Languages;

/// <summary>Types are stripped and modules joined by esbuild in some 10 ms; nothing checks the types, which takes tsc a second.</summary>
internal static class TypeScript
{
    public static Language Language { get; } = new()
    {
        Id = "typescript",
        Name = "TypeScript",
        MonacoId = "typescript",
        FileName = "main.ts",
        Needs = ["/usr/bin/node", "/usr/bin/esbuild"],
        Version = new(["/usr/bin/esbuild", "--version"], @"(\d+\.\d+\.\d+)", "esbuild"),
        // A module, so that await may stand at the top; require is there all the same.
        Compile = new(["/usr/bin/esbuild", "{file}", "--bundle", "--platform=node", "--target=node18", "--format=esm", "--outfile=/work/program.mjs",
            "--sourcemap=inline", "--sources-content=false", "--log-level=warning", "--color=false",
            "--banner:js=import { createRequire as ellaRequire } from 'module'; const require = ellaRequire(import.meta.url);"]),
        Run = new(["/usr/bin/node", "--max-old-space-size={memory}", "--stack-size=3900", "--enable-source-maps", "/work/program.mjs"]),
        TimeFactor = 1.5,
        MemoryExtraMb = 128,
        ProcessesExtra = 16,
        OutOfMemory = ["JavaScript heap out of memory"],
        Starter = """
            import { readFileSync } from "fs";

            const lines: string[] = readFileSync(0, "utf8").split("\n");

            // Write your solution here and print the answer with console.log.

            """,
        Hello = """
            import { readFileSync } from "fs";

            const name: string = readFileSync(0, "utf8").trim();
            console.log(`Hello, ${name}!`);

            """,
    };
}
