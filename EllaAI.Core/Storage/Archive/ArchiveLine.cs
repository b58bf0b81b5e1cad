using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace EllaAI.Core.Storage.Archive;

/// <summary>
/// The lines of an archive file, each of them JSON: a first that names the file, one for each document with its hash, and a last
/// that counts them, so that neither a changed letter nor a missing end goes unseen.
/// </summary>
internal static class ArchiveLine
{
    private const int Format = 1;
    private static readonly JsonWriterOptions _writing = new() { Encoder = DocumentJson.Options.Encoder };

    // Whatever depth a body has, it is within a line.
    private static readonly JsonDocumentOptions _reading = new() { MaxDepth = 1000 };

    public static void First(IBufferWriter<byte> to, string id) => Write(to, line =>
    {
        line.WriteString("archive", "ella");
        line.WriteNumber("format", Format);
        line.WriteString("id", id);
    });

    public static void Document(IBufferWriter<byte> to, StoredDocument document) => Write(to, line =>
    {
        line.WriteString("company", document.Key.Company);
        line.WriteString("collection", document.Key.Collection);
        line.WriteString("id", document.Key.Id);
        line.WriteNumber("version", document.Version);
        line.WriteNumber("schema", document.Schema);
        line.WriteString("sum", Text(DocumentSums.Hash(document)));
        line.WritePropertyName("body");
        // As it is: also its spaces are part of the hash. A store has no line breaks in it.
        line.WriteRawValue(document.Body!);
    });

    public static void Last(IBufferWriter<byte> to, DocumentSums sums) => Write(to, line =>
    {
        line.WriteNumber("documents", sums.Count);
        line.WriteStartObject("collections");
        foreach (var (name, sum) in sums.Collections)
        {
            line.WriteStartObject(name);
            line.WriteNumber("count", sum.Count);
            line.WriteString("sum", Text(sum.Sum));
            line.WriteEndObject();
        }

        line.WriteEndObject();
    });

    /// <summary>The id of the file.</summary>
    /// <exception cref="FormatException">It is no first line.</exception>
    public static string First(ReadOnlyMemory<byte> line) => Read(line, json =>
    {
        if (json.GetProperty("archive").GetString() != "ella") throw new FormatException("it is none");
        return json.GetProperty("format").GetInt32() == Format ? json.GetProperty("id").GetString()! : throw new FormatException("a newer release wrote it");
    });

    /// <summary>A document, or the sums of the last line.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static (StoredDocument? Document, DocumentSums? Sums) Next(ReadOnlyMemory<byte> line) => Read<(StoredDocument?, DocumentSums?)>(line, json =>
        json.TryGetProperty("collections", out var collections)
            ? (null, new DocumentSums(collections.EnumerateObject().Select(c => KeyValuePair.Create(
                c.Name, new CollectionSum(c.Value.GetProperty("count").GetInt64(), Sum(c.Value.GetProperty("sum")))))))
            : (Document(json), null));

    private static StoredDocument Document(JsonElement json)
    {
        var key = new DocumentKey(Part(json, "company"), Part(json, "collection"), Part(json, "id"));
        var document = new StoredDocument(key, json.GetProperty("version").GetInt64(), json.GetProperty("schema").GetInt32(), json.GetProperty("body").GetRawText());
        return DocumentSums.Hash(document) == Sum(json.GetProperty("sum")) ? document : throw new FormatException("its sum is not right");
    }

    private static string Part(JsonElement json, string name) =>
        json.GetProperty(name).GetString() is { Length: > 0 } part ? part : throw new FormatException($"it has no {name}");

    private static string Text(ulong sum) => sum.ToString("x16", CultureInfo.InvariantCulture);

    private static ulong Sum(JsonElement json) => ulong.Parse(json.GetString() ?? "", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static void Write(IBufferWriter<byte> to, Action<Utf8JsonWriter> properties)
    {
        using (var line = new Utf8JsonWriter(to, _writing))
        {
            line.WriteStartObject();
            properties(line);
            line.WriteEndObject();
        }

        to.Write("\n"u8);
    }

    private static T Read<T>(ReadOnlyMemory<byte> line, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(line, _reading);
            return read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new FormatException("it cannot be read", e);
        }
    }
}
