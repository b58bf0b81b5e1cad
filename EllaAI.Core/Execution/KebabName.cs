using System.Text.Json;

namespace EllaAI.Core.Execution;

/// <summary>The name of an enum's value on the wire, in documents and in indexes, such as <c>time-limit</c>.</summary>
public static class KebabName
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.Of[value];

    /// <exception cref="FormatException">No value has this name.</exception>
    public static T Parse<T>(string name)
        where T : struct, Enum =>
        Names<T>.Values.TryGetValue(name, out var value) ? value : throw new FormatException($"No {Names<T>.What} is called '{name}'.");

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));

        public static readonly Dictionary<string, T> Values = Of.ToDictionary(n => n.Value, n => n.Key);

        public static readonly string What = JsonNamingPolicy.KebabCaseLower.ConvertName(typeof(T).Name).Replace('-', ' ');
    }
}
