using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Functions;

/// <summary>Types in words, and as the main programs want them.</summary>
internal static class Signatures
{
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
}
