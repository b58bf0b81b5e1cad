using System.Text.Json;
using EllaAI.Core.Execution;

namespace EllaAI.Core.Questions;

/// <summary>A signature that every language can spell, and tests whose JSON fits it.</summary>
internal static class FunctionRules
{
    public const int MaxParameters = 10, MaxName = 40, MaxDepth = 4;

    public static Problem? Check(Question question) =>
        question.Function is not { } function ? null
        : CheckSignature(function) is { } wrong ? Problems.Invalid("function", wrong)
        : question.Tests.Select(t => CheckTest(function, t)).FirstOrDefault(p => p is not null) is { } bad ? Problems.Invalid("tests", bad)
        : null;

    private static string? CheckSignature(FunctionSignature function) => function switch
    {
        { Parameters.Count: > MaxParameters } => $"A function can have at most {MaxParameters} parameters.",
        _ when !IsName(function.Name) => $"'{function.Name}' cannot be the function's name: letters and digits in camelCase, such as twoSum.",
        _ when function.Parameters.FirstOrDefault(p => !IsName(p.Name)) is { } p => $"'{p.Name}' cannot be a parameter's name: letters and digits in camelCase.",
        _ when function.Parameters.Select(p => p.Name).Append(function.Name).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice => $"The name '{twice.Key}' is used twice.",
        _ when function.Parameters.Select(p => p.Type).Append(function.Returns).FirstOrDefault(t => !IsWhole(t, MaxDepth)) is not null => $"A list or map needs the type of its items, {MaxDepth} deep at most.",
        _ => null,
    };

    private static bool IsName(string name) => name.Length is > 0 and <= MaxName && char.IsAsciiLetterLower(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    private static bool IsWhole(DataType type, int depth) => type switch
    {
        { Kind: DataKind.List or DataKind.Map, Item: { } item } => depth > 1 && IsWhole(item, depth - 1),
        { Kind: DataKind.List or DataKind.Map } => false,
        _ => type.Item is null,
    };

    /// <summary>The end of a sentence about a text that should hold the arguments; null when it does.</summary>
    public static string? CheckArguments(FunctionSignature function, string text)
    {
        if (Parsed(text) is not { ValueKind: JsonValueKind.Array } arguments || arguments.GetArrayLength() != function.Parameters.Count)
            return $"must be a JSON array of {function.Parameters.Count} arguments";
        foreach (var (parameter, value) in function.Parameters.Zip(arguments.EnumerateArray()))
            if (!Fits(parameter.Type, value))
                return $"gives the argument '{parameter.Name}' a value that does not have its type";
        return null;
    }

    private static string? CheckTest(FunctionSignature function, TestCase test) =>
        CheckArguments(function, test.Stdin) is { } wrong ? $"The input of test {test.Number} {wrong}."
        : Parsed(test.Expected) is { } result && Fits(function.Returns, result) ? null
        : $"What test {test.Number} expects is not the JSON of a result of this function.";

    private static JsonElement? Parsed(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Fits(DataType type, JsonElement value) => type.Kind switch
    {
        DataKind.Int => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
        DataKind.Long => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        DataKind.Double => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number),
        DataKind.Bool => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        DataKind.String => value.ValueKind == JsonValueKind.String,
        DataKind.List => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => Fits(type.Item!, v)),
        DataKind.Map => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(m => Fits(type.Item!, m.Value)),
        _ => false,
    };
}
