using System.Diagnostics.CodeAnalysis;

namespace EllaAI.Core.Execution;

/// <summary>A function that candidates write in their own language; one set of JSON tests serves all.</summary>
/// <param name="Name">In camelCase, such as <c>twoSum</c>; a language may spell it its own way (<c>two_sum</c>).</param>
public sealed record FunctionSignature(string Name, IReadOnlyList<FunctionParameter> Parameters, DataType Returns)
{
    private const int MaxParameters = 10, MaxName = 40, MaxDepth = 4;

    /// <summary>A sentence on why not every language can spell it; null when all can.</summary>
    public string? Problem() => this switch
    {
        { Parameters.Count: > MaxParameters } => $"A function can have at most {MaxParameters} parameters.",
        _ when !IsName(Name) => $"'{Name}' cannot be the function's name: letters and digits in camelCase, such as twoSum.",
        _ when Parameters.FirstOrDefault(p => !IsName(p.Name)) is { } p => $"'{p.Name}' cannot be a parameter's name: letters and digits in camelCase.",
        _ when Parameters.Select(p => p.Name).Append(Name).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice => $"The name '{twice.Key}' is used twice.",
        _ when Parameters.Select(p => p.Type).Append(Returns).Any(t => !IsWhole(t, MaxDepth)) => $"A list or map needs the type of its items, {MaxDepth} deep at most.",
        _ => null,
    };

    private static bool IsName(string name) => name.Length is > 0 and <= MaxName && char.IsAsciiLetterLower(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    private static bool IsWhole(DataType type, int depth) => type switch
    {
        { Kind: DataKind.List or DataKind.Map, Item: { } item } => depth > 1 && IsWhole(item, depth - 1),
        { Kind: DataKind.List or DataKind.Map } => false,
        _ => type.Item is null,
    };
}

/// <param name="Name">In camelCase.</param>
public sealed record FunctionParameter(string Name, DataType Type);

[SuppressMessage("Naming", "CA1720", Justification = "These are the words that signatures are written in.")]
public enum DataKind
{
    /// <summary>32 bits.</summary>
    Int,

    /// <summary>64 bits.</summary>
    Long,
    Double,
    Bool,
    String,

    /// <summary>Of <see cref="DataType.Item"/>.</summary>
    List,

    /// <summary>From strings to <see cref="DataType.Item"/>.</summary>
    Map,
}

/// <summary>The type of an argument or a result, such as <c>list of list of int</c>.</summary>
/// <param name="Item">Of a list or map; null otherwise.</param>
public sealed record DataType(DataKind Kind, DataType? Item = null);
