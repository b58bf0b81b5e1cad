using System.Diagnostics.CodeAnalysis;

namespace EllaAI.Core.Execution;

/// <summary>A function that candidates write in their own language; one set of JSON tests serves all.</summary>
/// <param name="Name">In camelCase, such as <c>twoSum</c>; a language may spell it its own way (<c>two_sum</c>).</param>
public sealed record FunctionSignature(string Name, IReadOnlyList<FunctionParameter> Parameters, DataType Returns);

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
