namespace EllaAI.Sandbox.Problems;

/// <summary>Languages by file ending, as in the specification's appendix; <c>.pl</c> is Perl, as contests use it.</summary>
internal static class SourceLanguage
{
    private static readonly Dictionary<string, string> ByEnding = new(StringComparer.Ordinal)
    {
        [".sh"] = "bash", [".bash"] = "bash",
        [".c"] = "c",
        [".cc"] = "cpp", [".cpp"] = "cpp", [".cxx"] = "cpp", [".c++"] = "cpp", [".C"] = "cpp",
        [".cs"] = "csharp",
        [".d"] = "d", [".dart"] = "dart", [".erl"] = "erlang", [".ex"] = "elixir", [".f90"] = "fortran", [".fs"] = "fsharp",
        [".go"] = "go",
        [".hs"] = "haskell",
        [".java"] = "java",
        [".jl"] = "julia",
        [".js"] = "javascript", [".mjs"] = "javascript",
        [".kt"] = "kotlin",
        [".lisp"] = "lisp", [".cl"] = "lisp",
        [".lua"] = "lua",
        [".ml"] = "ocaml", [".nim"] = "nim", [".adb"] = "ada",
        [".pas"] = "pascal",
        [".php"] = "php",
        [".pl"] = "perl", [".pm"] = "perl",
        [".py"] = "python", [".py3"] = "python", [".py2"] = "python2",
        [".r"] = "r", [".R"] = "r",
        [".rb"] = "ruby",
        [".rs"] = "rust",
        [".scala"] = "scala",
        [".sql"] = "sql",
        [".swift"] = "swift",
        [".ts"] = "typescript",
        [".zig"] = "zig",
    };

    /// <summary>The languages that some file's ending stands for, each once.</summary>
    public static IReadOnlyList<string> Ids(IEnumerable<string> names) =>
        [.. names.Select(n => ByEnding.GetValueOrDefault(Path.GetExtension(n))).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>From the specification's code, as <c>submissions.yaml</c> uses it.</summary>
    public static string OfCode(string code) => code is "python3" or "python3numpy" ? "python" : code;

    public static bool IsSource(string name, string language) => ByEnding.GetValueOrDefault(Path.GetExtension(name)) == language;
}
