using System.Text.Json;
using System.Text.Json.Nodes;

namespace EllaAI.Core.Storage;

/// <summary>How one older shape becomes the next one.</summary>
/// <param name="Name">A document's collection, or the name of an event's contract.</param>
/// <param name="From">The version that it takes; it makes the one above.</param>
public sealed record SchemaUpgrade(string Name, int From, Action<JsonObject> Change);

/// <summary>
/// The shapes that documents and events have had. Each is kept with the version that it was written in, counted from 1, and is
/// brought up step by step when it is read; it is written back only by its next change.
/// </summary>
public sealed class Schemas
{
    private readonly Dictionary<string, SchemaUpgrade[]> _upgrades;

    /// <exception cref="ArgumentException">The upgrades of a name do not lead from 1 on, one by one.</exception>
    public Schemas(IReadOnlyList<SchemaUpgrade> upgrades)
    {
        _upgrades = upgrades.GroupBy(u => u.Name).ToDictionary(g => g.Key, g => g.OrderBy(u => u.From).ToArray());
        foreach (var (name, steps) in _upgrades)
            if (!steps.Select(s => s.From).SequenceEqual(Enumerable.Range(1, steps.Length)))
                throw new ArgumentException($"The upgrades of {name} leave a gap.", nameof(upgrades));
    }

    /// <summary>
    /// The product's own. An upgrade may add, rename or drop what no declared index names: an index finds old documents as they
    /// were written. To change such a field, export and import the data, which writes every document anew.
    /// </summary>
    public static Schemas Declared { get; } = new([]);

    /// <summary>The version that is written now.</summary>
    public int Current(string name) => 1 + Steps(name).Length;

    /// <exception cref="NewerSchemaException">A newer release wrote it.</exception>
    public T Read<T>(string name, int version, string body)
    {
        var upgraded = Upgrade(name, version, body);
        return upgraded is null
            ? JsonSerializer.Deserialize<T>(body, DocumentJson.Options)!
            : upgraded.Deserialize<T>(DocumentJson.Options)!;
    }

    /// <summary>The body in today's shape; null when it already is.</summary>
    /// <exception cref="NewerSchemaException">A newer release wrote it.</exception>
    public JsonNode? Upgrade(string name, int version, string body)
    {
        var current = Current(name);
        if (version == current) return null;
        if (version > current)
            throw new NewerSchemaException($"A {name} was written in version {version} of its schema, and this release knows {current}. Run the newer release.");
        var document = JsonNode.Parse(body)!.AsObject();
        foreach (var step in Steps(name).Skip(version - 1)) step.Change(document);
        return document;
    }

    private SchemaUpgrade[] Steps(string name) => _upgrades.GetValueOrDefault(name, []);
}

/// <summary>Something was written by a newer release than this one.</summary>
public sealed class NewerSchemaException : InvalidOperationException
{
    public NewerSchemaException() { }

    public NewerSchemaException(string message) : base(message) { }

    public NewerSchemaException(string message, Exception inner) : base(message, inner) { }
}
