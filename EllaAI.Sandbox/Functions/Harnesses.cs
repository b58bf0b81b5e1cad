using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Functions;

/// <summary>Every language in which a question can ask for a function. Another one is one more file, its template and one more line here.</summary>
internal static class Harnesses
{
    public static IReadOnlyList<Harness> All { get; } =
    [
        new PythonHarness(), new JavaScriptHarness(), new TypeScriptHarness(), new JavaHarness(), new CppHarness(), new CSharpHarness(), new GoHarness(),
        new RustHarness(), new RubyHarness(), new PhpHarness(),
    ];

    public static Harness? Find(string language) => All.FirstOrDefault(h => h.Id == language);

    /// <exception cref="ArgumentException">The signature is not one.</exception>
    public static IReadOnlyDictionary<string, string> Starters(FunctionSignature function) =>
        function.Problem() is { } problem ? throw new ArgumentException(problem) : All.ToDictionary(h => h.Id, h => h.Starter(function));
}
