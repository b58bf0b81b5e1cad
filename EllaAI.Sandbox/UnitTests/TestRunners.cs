using System.Text.Json;
using System.Text.RegularExpressions;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.UnitTests;

/// <summary>Every test runner. The first of a language that is installed is its usual one.</summary>
internal static partial class TestRunners
{
    private const string Jars = "/usr/share/java/";

    private static readonly string[] JUnit =
    [
        .. new[] { "junit-jupiter-api", "junit-jupiter-params", "junit-jupiter-engine", "junit-platform-commons", "junit-platform-engine", "junit-platform-launcher", "opentest4j", "apiguardian-api" }
            .Select(name => $"{Jars}{name}.jar"),
    ];

    public static IReadOnlyList<TestRunner> All { get; } =
    [
        new()
        {
            Id = "pytest",
            Language = "python",
            Needs = ["/usr/lib/python3/dist-packages/pytest/__init__.py"],
            Files = ["python/ella_tests.py"],
            Tests = Names(".py"),
            Adapt = language => language with { Run = language.Run.With("{file}", "ella_tests.py") },
        },
        new()
        {
            Id = "unittest",
            Language = "python",
            Files = ["python/ella_unittest.py"],
            Tests = Names(".py"),
            Adapt = language => language with { Run = language.Run.With("{file}", "ella_unittest.py") },
        },
        new()
        {
            Id = "node-test",
            Language = "javascript",
            Files = ["javascript/ella_tests.cjs", "javascript/ella_reporter.cjs"],
            Tests = Names(".js"),
            Adapt = language => language with { Run = language.Run with { Arguments = [.. language.Run.Arguments.SkipLast(1), Reporter, "ella_tests.cjs"] } },
        },
        new()
        {
            Id = "node-test",
            Language = "typescript",
            Files = ["typescript/ella_tests.ts", "javascript/ella_reporter.cjs"],
            Tests = files => string.Join("\n", Tests(files, ".ts").Select(f => $"        await import(\"./{f}\");")),
            Adapt = language => language with
            {
                Compile = language.Compile?.With("{file}", "ella_tests.ts"),
                Run = language.Run with { Arguments = [.. language.Run.Arguments.SkipLast(1), Reporter, .. language.Run.Arguments.TakeLast(1)] },
            },
        },
        new()
        {
            Id = "junit",
            Language = "java",
            Needs = JUnit,
            Files = ["java/EllaTests.java"],
            Tests = files => string.Join(", ", files.Where(f => Path.GetExtension(f.Name) == ".java").Select(f => $"\"{JavaClass(f)}\"")),
            Adapt = language => language with
            {
                Compile = language.Compile! with { Arguments = [.. language.Compile.Arguments.SkipLast(1), "-cp", string.Join(':', JUnit), .. language.Compile.Arguments.TakeLast(1)] },
                Run = language.Run with { Arguments = [.. language.Run.With("/work/out", string.Join(':', JUnit.Prepend("/work/out"))).Arguments.SkipLast(1), "EllaTests"] },
            },
        },
        new()
        {
            Id = "xunit",
            Language = "csharp",
            Files = ["csharp/EllaTests.cs", "csharp/EllaXunit.cs"],
            Adapt = language => language with { Compile = language.Compile! with { Arguments = [.. language.Compile.Arguments, "-main:EllaTests"] } },
        },
        new()
        {
            Id = "doctest",
            Language = "cpp",
            Needs = ["/usr/include/doctest/doctest.h"],
            Files = ["cpp/ella_tests.cpp"],
            // A candidate's main program stays what it is, but is not the one that starts.
            Adapt = language => language with { Compile = language.Compile! with { Arguments = [.. language.Compile.Arguments, "-Dmain=ella_other_main", "-Wno-return-type"] } },
        },
        new()
        {
            Id = "go-test",
            Language = "go",
            Files = ["go/a_ella_test.go"],
            ComesFirst = true,
            Adapt = language => language with
            {
                Compile = language.Compile! with { Arguments = ["/usr/bin/go", "test", "-c", "-vet=off", "-o", "/work/program", "{sources}"] },
                Run = language.Run with { Arguments = [.. language.Run.Arguments, "-test.v"] },
            },
        },
    ];

    private const string Reporter = "--test-reporter=/work/ella_reporter.cjs";

    /// <param name="id">Empty for the usual one.</param>
    /// <returns>Null and a sentence for the author when there is none.</returns>
    public static TestRunner? Find(Language language, string id, out string problem)
    {
        var known = Known(language, id);
        problem = known.Count > 0 ? NotInstalled(known[0])
            : id.Length > 0 ? $"{language.Name} has no test runner called '{id}'."
            : $"{language.Name} has no test runner.";
        return known.FirstOrDefault(r => r.IsInstalled);
    }

    /// <summary>A sentence when there is one by that name, but not here; null otherwise.</summary>
    public static string? Missing(Language language, string id) => Known(language, id) is [var first, ..] known && !known.Exists(r => r.IsInstalled) ? NotInstalled(first) : null;

    private static List<TestRunner> Known(Language language, string id) => [.. All.Where(r => r.Language == language.Id && (id.Length == 0 || r.Id == id))];

    private static string NotInstalled(TestRunner runner) => $"The test runner {runner.Id} is not installed on this worker.";

    private static IEnumerable<string> Tests(IEnumerable<SourceFile> files, string extension) => files.Select(f => f.Name).Where(n => Path.GetExtension(n) == extension);

    // As a list that Python and JavaScript read alike.
    private static Func<IReadOnlyList<SourceFile>, string> Names(string extension) => files => JsonSerializer.Serialize(Tests(files, extension));

    private static string JavaClass(SourceFile file) =>
        (Package().Match(file.Text) is { Success: true } m ? m.Groups[1].Value + "." : "") + Path.GetFileNameWithoutExtension(file.Name);

    [GeneratedRegex(@"^\s*package\s+([\w.]+)\s*;", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Package();
}
