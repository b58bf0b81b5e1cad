namespace EllaAI.Sandbox.Languages;

/// <summary>A program of ours in a candidate's language: a file that is built in, with <c>{{names}}</c> to fill.</summary>
internal static class Template
{
    /// <param name="path">Such as <c>Functions/python/ella_harness.py</c>.</param>
    public static string Of(string path, params IEnumerable<(string Name, string Value)> values)
    {
        using var stream = typeof(Template).Assembly.GetManifestResourceStream(path) ?? throw new InvalidOperationException($"{path} was not built in.");
        using var reader = new StreamReader(stream);
        return values.Aggregate(reader.ReadToEnd(), (text, v) => text.Replace($"{{{{{v.Name}}}}}", v.Value, StringComparison.Ordinal));
    }
}
