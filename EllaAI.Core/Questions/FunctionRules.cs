using System.Text.Json;
using EllaAI.Core.Execution;

namespace EllaAI.Core.Questions;

/// <summary>A signature that every language can spell, and tests whose JSON fits it.</summary>
internal static class FunctionRules
{
    public static Problem? Check(Question question) =>
        question.Function is not { } function ? null
        : function.Problem() is { } wrong ? Problems.Invalid("function", wrong)
        : question.Tests.Select(t => CheckTest(function, t)).FirstOrDefault(p => p is not null) is { } bad ? Problems.Invalid("tests", bad)
        : null;

    /// <summary>The end of a sentence about a text that should hold the arguments; null when it does.</summary>
    public static string? CheckArguments(FunctionSignature function, string text)
    {
        if (FunctionValue.Parse(text) is not { ValueKind: JsonValueKind.Array } arguments || arguments.GetArrayLength() != function.Parameters.Count)
            return $"must be a JSON array of {function.Parameters.Count} arguments";
        foreach (var (parameter, value) in function.Parameters.Zip(arguments.EnumerateArray()))
            if (!FunctionValue.Fits(parameter.Type, value))
                return $"gives the argument '{parameter.Name}' a value that does not have its type";
        return null;
    }

    private static string? CheckTest(FunctionSignature function, TestCase test) =>
        CheckArguments(function, test.Stdin) is { } wrong ? $"The input of test {test.Number} {wrong}."
        : FunctionValue.Parse(test.Expected) is { } result && FunctionValue.Fits(function.Returns, result) ? null
        : $"What test {test.Number} expects is not the JSON of a result of this function.";
}
