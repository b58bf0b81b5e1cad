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
        // Only a check, as node --check, but a file with import or export is a module whatever its name and whichever node it is.
        Compile = new(["/usr/bin/node", "--experimental-vm-modules", "--no-warnings", "/app/javascript/check.js", "{sources}"]),
        Run = new(["/usr/bin/node", "--max-old-space-size={memory}", "--stack-size=3900", "{file}"]),
        TimeFactor = 1.5,
        MemoryExtraMb = 128,
        ProcessesExtra = 16,
        OutOfMemory = ["JavaScript heap out of memory"],
        AppFiles = new Dictionary<string, string>
        {
            ["check.js"] = """
                "use strict";
                const fs = require("fs");
                const vm = require("vm");
                const { spawnSync } = require("child_process");

                const wrapped = ["exports", "require", "module", "__filename", "__dirname"];

                /** The error of parsing it so, or undefined. */
                function problem(parse) {
                  try {
                    parse();
                  } catch (error) {
                    return error;
                  }
                }

                function becomeModule() {
                  if (!fs.existsSync("package.json")) fs.writeFileSync("package.json", '{"type":"module"}');
                }

                /** The error of a module with its place, which vm does not tell. */
                function said(file) {
                  becomeModule();
                  return spawnSync(process.execPath, ["--check", file], { encoding: "utf8" }).stderr;
                }

                process.argv.slice(2).forEach((file, index) => {
                  const text = fs.readFileSync(file, "utf8").replace(/^#!.*/, "");
                  const filename = fs.realpathSync(file);
                  const asScript = problem(() => vm.compileFunction(text, wrapped, { filename }));
                  if (!asScript) return;
                  const asModule = problem(() => new vm.SourceTextModule(text, { identifier: filename }));
                  if (asModule) {
                    const meansModule = /\b(import|export|await)\b/.test(asScript.message);
                    console.error((meansModule ? said(file) : asScript.stack).replace(/\n+    at [^]*$/, ""));
                    process.exit(1);
                  }
                  if (index === 0) becomeModule();
                });
                """,
        },
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
