using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EllaAI.Sandbox.Problems;

/// <summary>A mapping of a YAML file. What is not as it must be is told with file and line.</summary>
internal sealed class Yaml
{
    /// <summary>Far above what the specification's keys can need: a submissions.yaml with a thousand entries is a hundredth of it.</summary>
    private const int LargestBytes = 1024 * 1024, Deepest = 32;

    private readonly string _file;
    private readonly YamlMappingNode _map;

    private Yaml(string file, YamlMappingNode map) => (_file, _map) = (file, map);

    public IEnumerable<string> Keys => _map.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "");

    /// <summary>An empty file is an empty mapping.</summary>
    public static Yaml Read(PackageFiles files, string file)
    {
        var stream = new YamlStream();
        try
        {
            var text = files.Text(file, LargestBytes);
            CheckDepth(file, text);
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new PackageException($"{file}, line {e.Start.Line}: not valid YAML.", e);
        }
        return stream.Documents.Count == 0 || Empty(stream.Documents[0].RootNode) ? new(file, []) : new(file, AsMap(file, stream.Documents[0].RootNode, "the file"));
    }

    // What builds the tree calls itself for each level, and a stack that overflows takes the whole worker with it.
    private static void CheckDepth(string file, string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext(); depth += parser.Current!.NestingIncrease)
            if (depth > Deepest) throw new PackageException($"{file}, line {parser.Current!.Start.Line}: nested more than {Deepest} deep.");
    }

    /// <summary>Null when the key is missing or empty, here and below.</summary>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value,
        var other => throw Wrong(other, $"'{key}' must be a text"),
    };

    public double? Number(string key) =>
        Text(key) is not { } text ? null : AsNumber(text) ?? throw Wrong(Find(key)!, $"'{key}' must be a number, not '{text}'");

    public bool? Flag(string key) => Text(key) is { } text
        ? bool.TryParse(text, out var value) ? value : throw Wrong(Find(key)!, $"'{key}' must be true or false, not '{text}'")
        : null;

    /// <summary>Null when it is none.</summary>
    public static double? AsNumber(string text) => text.ToUpperInvariant() switch
    {
        "INF" or "+INF" or ".INF" or "+.INF" => double.PositiveInfinity,
        "-INF" or "-.INF" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
    };

    public Yaml? Map(string key) => Find(key) is { } node ? new(_file, AsMap(_file, node, $"'{key}'")) : null;

    public bool IsMap(string key) => Find(key) is YamlMappingNode;

    public bool IsList(string key) => Find(key) is YamlSequenceNode;

    /// <summary>A single text counts as a list of one.</summary>
    public IReadOnlyList<string>? List(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar => [scalar.Value!],
        YamlSequenceNode list => [.. list.Children.Select(c => (c as YamlScalarNode)?.Value ?? throw Wrong(c, $"'{key}' must be a list of texts"))],
        var other => throw Wrong(other, $"'{key}' must be a list"),
    };

    /// <summary>A text of words, as the legacy format writes arguments, or a list.</summary>
    public IReadOnlyList<string>? Words(string key) =>
        Find(key) is YamlScalarNode { Value: { } text } ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : List(key);

    /// <exception cref="PackageException">Always to be thrown: says where.</exception>
    public PackageException Wrong(string key, string what) => Wrong(Find(key) ?? _map, what);

    private YamlNode? Find(string key) => _map.Children.TryGetValue(new YamlScalarNode(key), out var node) && !Empty(node) ? node : null;

    private static bool Empty(YamlNode node) =>
        node is YamlScalarNode { Style: not (ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted) } scalar && scalar.Value is null or "" or "~" or "null";

    private static YamlMappingNode AsMap(string file, YamlNode node, string what) =>
        node as YamlMappingNode ?? throw new PackageException($"{file}, line {node.Start.Line}: {what} must be a mapping of keys to values.");

    private PackageException Wrong(YamlNode node, string what) => new($"{_file}, line {node.Start.Line}: {what}.");
}
