using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Functions;

/// <summary>What the main programs rely on, checked once more where a request arrives; and types in words.</summary>
internal static class Signatures
{
    private const int MaxDepth = 8, MaxParameters = 20, MaxName = 60;

    public static string? Problem(FunctionSignature function) =>
        function.Parameters.Count > MaxParameters ? $"A function can have at most {MaxParameters} parameters."
        : function.Parameters.Select(p => p.Name).Append(function.Name).FirstOrDefault(n => !IsName(n)) is { } name ? $"'{name}' is not a name in camelCase."
        : function.Parameters.Select(p => p.Type).Append(function.Returns).Any(t => !IsWhole(t, MaxDepth)) ? "A list or map needs the type of its items."
        : null;

    /// <summary>As in <c>list of map to int</c>.</summary>
    public static string Words(DataType type) => type.Kind switch
    {
        DataKind.List => $"list of {Words(type.Item!)}",
        DataKind.Map => $"map to {Words(type.Item!)}",
        _ => KebabName.Of(type.Kind),
    };

    public static bool Has(DataType type, DataKind kind) => type.Kind == kind || (type.Item is { } item && Has(item, kind));

    /// <summary>A kind, or an array of a kind and the shape of its items.</summary>
    public static object Shape(DataType type) => type.Item is { } item ? new[] { KebabName.Of(type.Kind), Shape(item) } : KebabName.Of(type.Kind);

    private static bool IsName(string name) => name.Length is > 0 and <= MaxName && char.IsAsciiLetterLower(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    private static bool IsWhole(DataType type, int depth) =>
        type.Kind is DataKind.List or DataKind.Map ? depth > 0 && type.Item is { } item && IsWhole(item, depth - 1) : type.Item is null;
}
