namespace EllaAI.Core.Execution;

/// <summary>The name of a verdict on the wire and in documents, such as <c>time-limit</c>.</summary>
public static class VerdictName
{
    private static readonly Dictionary<Verdict, string> Names =
        Enum.GetValues<Verdict>().ToDictionary(v => v, v => Kebab(v.ToString()));

    private static readonly Dictionary<string, Verdict> Verdicts = Names.ToDictionary(n => n.Value, n => n.Key);

    public static string Of(Verdict verdict) => Names[verdict];

    /// <exception cref="FormatException">No verdict has this name.</exception>
    public static Verdict Parse(string name) =>
        Verdicts.TryGetValue(name, out var verdict) ? verdict : throw new FormatException($"No verdict is called '{name}'.");

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
