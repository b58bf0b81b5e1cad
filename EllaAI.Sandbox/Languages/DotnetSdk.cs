namespace EllaAI.Sandbox.Languages;

/// <summary>The newest .NET SDK at the places where packages install it; its paths are empty when there is none.</summary>
/// <param name="Compiler">csc.dll</param>
/// <param name="References">The folder of the reference assemblies.</param>
internal sealed record DotnetSdk(string Dotnet, string Compiler, string References, int Major)
{
    private static readonly string[] Places = ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet"];

    /// <summary>For every program of .NET behind a wall.</summary>
    public static IReadOnlyList<string> Environment { get; } =
    [
        "DOTNET_CLI_TELEMETRY_OPTOUT=1", "DOTNET_NOLOGO=1", "DOTNET_EnableDiagnostics=0", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1",
        "DOTNET_TieredPGO=0", "DOTNET_gcConcurrent=0",
    ];

    public string VisualBasicCompiler => Path.Combine(Path.GetDirectoryName(Compiler)!, "vbc.dll");

    public string FSharpFolder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Compiler)!, "../../FSharp"));

    public string FSharpCompiler => Path.Combine(FSharpFolder, "fsc.dll");

    public string FSharpLibrary => Path.Combine(FSharpFolder, "FSharp.Core.dll");

    /// <summary>What runs the programs of every language of .NET.</summary>
    public VersionProbe Probe => new([Dotnet, "--list-runtimes"], $@"Microsoft\.NETCore\.App ({Major}\.\S+)", ".NET");

    /// <param name="id">Of the language, whose files in <c>/app</c> hold <see cref="RuntimeConfig"/>.</param>
    public Step Run(string id) => new([Dotnet, "exec", "--runtimeconfig", $"/app/{id}/runtimeconfig.json", "/work/program.dll"])
    {
        Environment = [.. Environment, "DOTNET_GCHeapHardLimit={memoryHex}"],
    };

    public string RuntimeConfig =>
        $$"""{"runtimeOptions": {"tfm": "net{{Major}}.0", "framework": {"name": "Microsoft.NETCore.App", "version": "{{Major}}.0.0"} } }""";

    public IEnumerable<string> ReferenceFiles =>
        Directory.Exists(References) ? Directory.EnumerateFiles(References, "*.dll").Order(StringComparer.Ordinal) : [];

    public static DotnetSdk Find() =>
        (from place in Places
         from sdk in Newest(Path.Combine(place, "sdk"))
         from pack in Newest(Path.Combine(place, "packs/Microsoft.NETCore.App.Ref"))
         select new DotnetSdk(
             Path.Combine(place, "dotnet"),
             Path.Combine(sdk.Folder, "Roslyn/bincore/csc.dll"),
             Path.Combine(pack.Folder, $"ref/net{pack.Version.Major}.0"),
             pack.Version.Major)).FirstOrDefault()
        ?? new("/usr/bin/dotnet", "/usr/share/dotnet/sdk/csc.dll", "/usr/share/dotnet/packs", 0);

    private static IEnumerable<(string Folder, Version Version)> Newest(string parent) =>
        (Directory.Exists(parent) ? Directory.GetDirectories(parent) : [])
            .Select(f => (Folder: f, Known: Version.TryParse(Path.GetFileName(f).Split('-')[0], out var v), Version: v!))
            .Where(f => f.Known)
            .OrderByDescending(f => f.Version)
            .Select(f => (f.Folder, f.Version))
            .Take(1);
}
