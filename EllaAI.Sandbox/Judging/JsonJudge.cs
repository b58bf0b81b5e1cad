using System.Text;
using System.Text.Json;

namespace EllaAI.Sandbox.Judging;

/// <summary>Deep equality of two JSON values: members of an object in any order, numbers within the tolerances.</summary>
internal static class JsonJudge
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 512, AllowDuplicateProperties = false };

    public static Judgement Compare(ReadOnlyMemory<byte> answer, string expected, Tolerance tolerance)
    {
        using var theirs = Parse(Encoding.UTF8.GetBytes(expected), out _);
        if (theirs is null) return Judgement.Ours("The expected output is not JSON.");
        if (answer.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0) return Judgement.Wrong("The program printed nothing.");
        using var mine = Parse(answer, out var problem);
        if (mine is null) return Judgement.Wrong(problem);
        return new JsonComparison(tolerance).Difference(mine.RootElement, theirs.RootElement) is { } path
            ? Judgement.Wrong($"The value{path} differs.")
            : Judgement.Right;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> text, out string problem)
    {
        problem = "The output is not UTF-8 text.";
        if (!System.Text.Unicode.Utf8.IsValid(text.Span)) return null;
        try
        {
            return JsonDocument.Parse(text, Strict);
        }
        catch (JsonException e)
        {
            problem = e.LineNumber is { } line ? $"The output is not JSON, see line {line + 1}." : "The output is not JSON.";
            return null;
        }
        catch (InvalidOperationException)
        {
            // A member's name with half of a surrogate pair.
            problem = "The output is not JSON.";
            return null;
        }
    }
}
