using System.Text.Json;
using System.Text.Json.Serialization;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>One folder of the demo questions, as far as running programs on it goes.</summary>
internal sealed record DemoQuestion(Checker Checker, Limits Limits, IReadOnlyList<DemoQuestion.Test> Tests)
{
    public static readonly string[] Languages = ["python", "javascript", "java", "cpp", "csharp"];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IEnumerable<string> Names => Directory.GetDirectories(Place.Questions).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);

    /// <param name="code">Path of a program, from the question's folder.</param>
    public static RunRequest Request(string name, string language, string code, Func<TestInput, TestInput>? change = null)
    {
        var folder = Path.Combine(Place.Questions, name);
        var question = JsonSerializer.Deserialize<DemoQuestion>(File.ReadAllText(Path.Combine(folder, "question.json")), Options)!;
        var tests = question.Tests.Select(t => new TestInput(t.File, Text($"tests/{t.File}.in"), Text($"tests/{t.File}.out"))).Select(change ?? (t => t));
        // Who shares the machine with the tests must not make a slow program look like a sleeping one.
        var limits = question.Limits with { WallMs = 10 * question.Limits.WallMs };
        return new(name, language, [new("given", Text(code))], [.. tests], limits, question.Checker, Interactive: false);

        string Text(string file) => File.ReadAllText(Path.Combine(folder, file));
    }

    /// <summary>The program of a language in a folder such as <c>starters</c>.</summary>
    public static string Program(string name, string folder, string language) =>
        Path.Combine(folder, Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(Place.Questions, name, folder), language + ".*"))));

    internal sealed record Test(string File);
}
