namespace EllaAI.Sandbox.Languages;

internal static class FSharp
{
    private const string Id = "fsharp";

    public static Language Language { get; } = Describe(DotnetSdk.Find());

    private static Language Describe(DotnetSdk sdk) => new()
    {
        Id = Id,
        Name = "F#",
        MonacoId = "fsharp",
        FileName = "Program.fs",
        Needs = [sdk.Dotnet, sdk.FSharpCompiler, sdk.FSharpLibrary, sdk.References],
        Version = sdk.Probe,
        // It copies F#'s own library beside the program.
        Compile = new([sdk.Dotnet, "exec", sdk.FSharpCompiler, "@/app/fsharp/options.rsp", "--out:/work/program.dll", "{reversed}"])
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
            ["options.rsp"] = string.Join('\n',
            [
                "--nologo", "--target:exe", "--optimize+", "--debug-", "--noframework", "--nowin32manifest", "--utf8output", "--simpleresolution",
                $"-r:{sdk.FSharpLibrary}", .. sdk.ReferenceFiles.Select(r => $"-r:{r}"),
            ]),
            ["runtimeconfig.json"] = sdk.RuntimeConfig,
        },
        Starter = """
            let lines = Seq.initInfinite (fun _ -> stdin.ReadLine()) |> Seq.takeWhile (isNull >> not) |> Seq.toList
            // Write your solution here and print the answer with printfn.

            """,
        Hello = """
            printfn "Hello, %s!" (stdin.ReadLine())

            """,
    };
}
