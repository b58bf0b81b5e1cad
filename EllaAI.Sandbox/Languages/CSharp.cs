namespace EllaAI.Sandbox.Languages;

/// <summary>C# through the SDK's compiler itself: <c>dotnet build</c> takes five seconds for the same.</summary>
internal static class CSharp
{
    private static readonly string[] Environment =
    [
        "DOTNET_CLI_TELEMETRY_OPTOUT=1", "DOTNET_NOLOGO=1", "DOTNET_EnableDiagnostics=0", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1",
        "DOTNET_TieredPGO=0", "DOTNET_gcConcurrent=0",
    ];

    public static Language Language { get; } = Describe(DotnetSdk.Find());

    private static Language Describe(DotnetSdk sdk) => new()
    {
        Id = "csharp",
        Name = "C#",
        MonacoId = "csharp",
        FileName = "Program.cs",
        Needs = [sdk.Dotnet, sdk.Compiler, sdk.References],
        Version = new([sdk.Dotnet, "--list-runtimes"], $@"Microsoft\.NETCore\.App ({sdk.Major}\.\S+)", ".NET"),
        Compile = new([sdk.Dotnet, "exec", sdk.Compiler, "-noconfig", "@/app/csharp/options.rsp", "-out:/work/program.dll", "/app/csharp/Usings.cs", "{sources}"])
        {
            Environment = [.. Environment, "DOTNET_TieredCompilation=1"],
        },
        Run = new([sdk.Dotnet, "exec", "--runtimeconfig", "/app/csharp/runtimeconfig.json", "/work/program.dll"])
        {
            Environment = [.. Environment, "DOTNET_GCHeapHardLimit={memoryHex}"],
        },
        TimeFactor = 1.5,
        MemoryExtraMb = 160,
        ProcessesExtra = 32,
        OutOfMemory = ["System.OutOfMemoryException", "Out of memory."],
        AppFiles = new Dictionary<string, string>
        {
            ["options.rsp"] = string.Join('\n',
            [
                "-nologo", "-target:exe", "-optimize+", "-debug-", "-deterministic+", "-langversion:latest", "-nullable:annotations", "-warn:0", "-utf8output",
                .. sdk.ReferenceFiles.Select(r => $"-r:{r}"),
            ]),
            ["Usings.cs"] = """
                global using System;
                global using System.Collections.Generic;
                global using System.IO;
                global using System.Linq;
                global using System.Threading;
                global using System.Threading.Tasks;
                """,
            ["runtimeconfig.json"] = $$"""
                {"runtimeOptions": {"tfm": "net{{sdk.Major}}.0", "framework": {"name": "Microsoft.NETCore.App", "version": "{{sdk.Major}}.0.0"} } }
                """,
        },
        Starter = """
            // Read from standard input, write your solution here and print the answer.
            string? line = Console.ReadLine();

            """,
        Hello = """
            Console.WriteLine($"Hello, {Console.ReadLine()}!");

            """,
    };
}
