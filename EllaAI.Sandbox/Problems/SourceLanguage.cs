using System.Text.RegularExpressions;

namespace EllaAI.Sandbox.Problems;

/// <summary>Languages by file ending, as in the specification's appendix; <c>.pl</c> is Perl, as contests use it.</summary>
internal static partial class SourceLanguage
{
    private static readonly Dictionary<string, string> ByEnding = new(StringComparer.Ordinal)
    {
        [".awk"] = "awk",
        [".sh"] = "bash",
        [".bash"] = "bash",
        [".c"] = "c",
        [".cc"] = "cpp",
        [".cpp"] = "cpp",
        [".cxx"] = "cpp",
        [".c++"] = "cpp",
        [".C"] = "cpp",
        [".cs"] = "csharp",
        [".d"] = "d",
        [".dart"] = "dart",
        [".erl"] = "erlang",
        [".ex"] = "elixir",
        [".exs"] = "elixir",
        [".f90"] = "fortran",
        [".fs"] = "fsharp",
        [".go"] = "go",
        [".hs"] = "haskell",
        [".java"] = "java",
        [".jl"] = "julia",
        [".js"] = "javascript",
        [".mjs"] = "javascript",
        [".kt"] = "kotlin",
        [".lisp"] = "lisp",
        [".cl"] = "lisp",
        [".lua"] = "lua",
        [".ml"] = "ocaml",
        [".nim"] = "nim",
        [".adb"] = "ada",
        [".pas"] = "pascal",
        [".php"] = "php",
        [".pl"] = "perl",
        [".pm"] = "perl",
        [".py"] = "python",
        [".py3"] = "python",
        [".py2"] = "python2",
        [".r"] = "r",
        [".R"] = "r",
        [".rb"] = "ruby",
        [".rs"] = "rust",
        [".scala"] = "scala",
        [".scm"] = "scheme",
        [".sql"] = "sql",
        [".swift"] = "swift",
        [".tcl"] = "tcl",
        [".ts"] = "typescript",
        [".vb"] = "visualbasic",
        [".zig"] = "zig",
    };

    /// <summary>The languages that some file's ending stands for, each once.</summary>
    public static IReadOnlyList<string> Ids(IEnumerable<string> names) =>
        [.. names.Select(n => ByEnding.GetValueOrDefault(Path.GetExtension(n))).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>From the specification's code, as <c>submissions.yaml</c> uses it.</summary>
    public static string OfCode(string code) => code is "python3" or "python3numpy" ? "python" : code;

    /// <summary>Two languages call their files <c>.pl</c>; only one of them has variables with a mark.</summary>
    public static bool IsProlog(string text) => text.Contains(":-", StringComparison.Ordinal) && !PerlVariable().IsMatch(text);

    public static bool IsSource(string name, string language) => ByEnding.GetValueOrDefault(Path.GetExtension(name)) == language;

    [GeneratedRegex(@"[$@%]\w")]
    private static partial Regex PerlVariable();
}
