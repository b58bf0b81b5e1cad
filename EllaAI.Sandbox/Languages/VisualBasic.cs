namespace EllaAI.Sandbox.Languages;

internal static class VisualBasic
{
    private const string Id = "visualbasic";

    public static Language Language { get; } = Describe(DotnetSdk.Find());

    private static Language Describe(DotnetSdk sdk) => new()
    {
        Id = Id,
        Name = "Visual Basic",
        MonacoId = "vb",
        FileName = "Program.vb",
        Needs = [sdk.Dotnet, sdk.VisualBasicCompiler, sdk.References],
        Version = sdk.Probe,
        Compile = new([sdk.Dotnet, "exec", sdk.VisualBasicCompiler, "-noconfig", "@/app/visualbasic/options.rsp", "-out:/work/program.dll", "{sources}"])
        {
            Environment = [.. DotnetSdk.Environment, "DOTNET_TieredCompilation=1"],
        },
        Run = sdk.Run(Id),
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
