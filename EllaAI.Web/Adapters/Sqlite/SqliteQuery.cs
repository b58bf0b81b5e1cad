using EllaAI.Core.Storage;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>A declared query as SQL.</summary>
internal static class SqliteQuery
{
    public static (string Sql, object?[] Values) Build(DocumentQuery query)
    {
        var order = SqliteSchema.Field(query.Index.OrderBy);
        var direction = query.Descending ? "DESC" : "ASC";
        string[] place = query.Company is null ? [order, "id", "company"] : [order, "id"];
        var values = new List<object?>(query.Values);
        var where = new List<string> { $"collection = '{query.Index.Collection}'" };
        where.AddRange(query.Index.Fields.Select((field, i) => $"{SqliteSchema.Field(field)} = ${i}"));
        if (query.Company is { } company)
        {
            where.Add($"company = ${values.Count}");
            values.Add(company);
        }

        foreach (var (bound, compared) in ((string, string)[])[(query.From, ">="), (query.Until, "<")])
        {
            if (bound.Length == 0) continue;
            where.Add($"{order} {compared} ${values.Count}");
            values.Add(bound);
        }

        if (query.Cursor.Length > 0)
        {
            var after = SqlitePlace.Parse(query).Values;
            where.Add($"({string.Join(", ", place)}) {(query.Descending ? "<" : ">")} ({string.Join(", ", after.Select((_, i) => $"${values.Count + i}"))})");
            values.AddRange(after);
        }

        values.Add(query.Limit);
        return ($"""
            SELECT company, id, version, schema, body, {order} FROM documents
            WHERE {string.Join(" AND ", where)} ORDER BY {string.Join(", ", place.Select(p => $"{p} {direction}"))} LIMIT ${values.Count - 1}
            """, [.. values]);
    }
}

/// <summary>A row that a query found, not read yet.</summary>
internal sealed record FoundRow(string Company, string Id, long Version, int Schema, string Body, SqlitePlace Place)
{
    public static FoundRow Of(DocumentQuery query, SqliteDataReader row)
    {
        var (company, id) = (row.GetString(0), row.GetString(1));
        return new(company, id, row.GetInt64(2), row.GetInt32(3), row.GetString(4), new(row.GetValue(5), id, query.Company is null ? company : null));
    }
}
