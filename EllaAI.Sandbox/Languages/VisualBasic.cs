namespace EllaAI.Sandbox.Languages;

internal static class VisualBasic
{
    public static Language Language { get; } = Describe(DotnetSdk.Find());

    private static Language Describe(DotnetSdk sdk) => new()
    {
        Id = "visualbasic",
        Name = "Visual Basic",
        MonacoId = "vb",
        FileName = "Program.vb",
        Needs = [sdk.Dotnet, sdk.VisualBasicCompiler, sdk.References],
        Version = new([sdk.Dotnet, "--list-runtimes"], $@"Microsoft\.NETCore\.App ({sdk.Major}\.\S+)", ".NET"),
        Compile = new([sdk.Dotnet, "exec", sdk.VisualBasicCompiler, "-noconfig", "@/app/visualbasic/options.rsp", "-out:/work/program.dll", "{sources}"])
        {
            Environment = [.. DotnetSdk.Environment, "DOTNET_TieredCompilation=1"],
        },
        Run = new([sdk.Dotnet, "exec", "--runtimeconfig", "/app/visualbasic/runtimeconfig.json", "/work/program.dll"])
        {
            Environment = [.. DotnetSdk.Environment, "DOTNET_GCHeapHardLimit={memoryHex}"],
        },
        TimeFactor = 1.5,
        MemoryExtraMb = 160,
        ProcessesExtra = 32,
        OutOfMemory = ["System.OutOfMemoryException", "Out of memory."],
        AppFiles = new Dictionary<string, string>
        {
            // Without _MYTYPE the compiler writes the My namespace, half of which only Windows has.
            ["options.rsp"] = string.Join('\n',
            [
                "-nologo", "-target:exe", "-optimize+", "-debug-", "-deterministic+", "-nowarn", "-utf8output", "-define:_MYTYPE=\"Empty\"",
                $"-sdkpath:{sdk.References}", $"-vbruntime:{Path.Combine(sdk.References, "Microsoft.VisualBasic.Core.dll")}",
                "-imports:System,System.Collections.Generic,System.IO,System.Linq,Microsoft.VisualBasic", .. sdk.ReferenceFiles.Select(r => $"-r:{r}"),
            ]),
            ["runtimeconfig.json"] = sdk.RuntimeConfig,
        },
        Starter = """
            Module Program
                Sub Main()
                    Dim line = Console.ReadLine()
                    ' Write your solution here and print the answer.
                End Sub
            End Module

            """,
        Hello = """
            Module Program
                Sub Main()
                    Console.WriteLine($"Hello, {Console.ReadLine()}!")
                End Sub
            End Module

            """,
    };
}
