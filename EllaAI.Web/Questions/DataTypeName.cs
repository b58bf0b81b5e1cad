using EllaAI.Core.Execution;

namespace EllaAI.Web.Questions;

/// <summary>Types in the words that authors choose them by, such as <c>int[][]</c> or <c>map of string to int[]</c>.</summary>
internal static class DataTypeName
{
    private static readonly DataKind[] _plain = [DataKind.Int, DataKind.Long, DataKind.Double, DataKind.Bool, DataKind.String];

    /// <summary>The ones on offer: plain, lists, lists of lists, maps of those.</summary>
    public static IReadOnlyList<DataType> Offered { get; } =
    [
        .. _plain.Select(k => new DataType(k)),
        .. _plain.Select(k => List(new(k))),
        .. _plain.Select(k => List(List(new(k)))),
        .. _plain.Select(k => Map(new(k))),
        .. _plain.Select(k => Map(List(new(k)))),
        .. _plain.Select(k => List(Map(new(k)))),
    ];

    public static string Of(DataType type) => type.Kind switch
    {
        DataKind.List when type.Item is { Kind: DataKind.Map } item => $"list of ({Of(item)})",
        DataKind.List => $"{Of(type.Item!)}[]",
        DataKind.Map => $"map of string to {Of(type.Item!)}",
        _ => KebabName.Of(type.Kind),
    };

    /// <summary>An argument of this type, to begin a test with.</summary>
    public static string Example(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long => "1",
        DataKind.Double => "1.5",
        DataKind.Bool => "true",
        DataKind.String => "\"text\"",
        DataKind.List => $"[{Example(type.Item!)}]",
        _ => $"{{\"key\": {Example(type.Item!)}}}",
    };

    private static DataType List(DataType item) => new(DataKind.List, item);

    private static DataType Map(DataType item) => new(DataKind.Map, item);
}
