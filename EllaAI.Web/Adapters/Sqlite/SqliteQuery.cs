using System.Buffers.Text;
using System.Text.Json;
using EllaAI.Core.Storage;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>A declared query as SQL, and the cursor that goes on from one of its rows.</summary>
internal static class SqliteQuery
{
    public static (string Sql, object?[] Values) Build(DocumentQuery query)
    {
        var order = SqliteSchema.Field(query.Index.OrderBy);
        var values = new List<object?>(query.Values);
        var where = new List<string> { $"collection = '{query.Index.Collection}'" };
        where.AddRange(query.Index.Fields.Select((field, i) => $"{SqliteSchema.Field(field)} = ${i}"));
        if (query.Company is { } company)
        {
            where.Add($"company = ${values.Count}");
            values.Add(company);
        }

        if (query.Cursor.Length > 0)
        {
            var (after, id) = Parse(query.Cursor);
            where.Add($"({order}, id) {(query.Descending ? "<" : ">")} (${values.Count}, ${values.Count + 1})");
            values.AddRange([after, id]);
        }

        values.Add(query.Limit);
        var direction = query.Descending ? "DESC" : "ASC";
        return ($"""
            SELECT company, id, version, schema, body, {order} FROM documents
            WHERE {string.Join(" AND ", where)} ORDER BY {order} {direction}, id {direction} LIMIT ${values.Count - 1}
            """, [.. values]);
    }

    public static string Cursor(SqliteDataReader row) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<object[]>([row.GetValue(5), row.GetString(1)]));

    private static (object After, string Id) Parse(string cursor)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor)) is [var after, { ValueKind: JsonValueKind.String } id]
                ? (Order(after), id.GetString()!)
                : throw new FormatException("Not two parts.");
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            throw new ArgumentException("The cursor is not one of ours.", nameof(cursor), e);
        }
    }

    private static object Order(JsonElement after) => after.ValueKind switch
    {
        JsonValueKind.Number => after.GetDouble(),
        JsonValueKind.String => after.GetString()!,
        _ => throw new FormatException("Neither a number nor a text."),
    };
}
