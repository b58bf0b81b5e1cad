using System.Globalization;
using System.Text;
using System.Text.Json;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>Where a document stands in a query's order, and the cursor that goes on behind it. Compared as SQLite does.</summary>
/// <param name="Order">A number or a text.</param>
/// <param name="Company">Null in a query of one company. Two companies may have documents of one id.</param>
internal sealed record SqlitePlace(object Order, string Id, string? Company) : IComparable<SqlitePlace>
{
    public object[] Values => Company is null ? [Order, Id] : [Order, Id, Company];

    public string Cursor(QueryCursor cursor) => cursor.Write(JsonSerializer.SerializeToUtf8Bytes(Values));

    /// <exception cref="ArgumentException">The cursor is none of this query's.</exception>
    public static SqlitePlace Parse(DocumentQuery query) => new QueryCursor(query).Read(place => JsonSerializer.Deserialize<JsonElement[]>(place)) switch
    {
        [var after, { ValueKind: JsonValueKind.String } id] when query.Company is not null => new(Value(after), id.GetString()!, null),
        [var after, { ValueKind: JsonValueKind.String } id, { ValueKind: JsonValueKind.String } company] when query.Company is null => new(Value(after), id.GetString()!, company.GetString()),
        _ => throw new ArgumentException("The cursor has other parts than a place.", nameof(query)),
    };

    public int CompareTo(SqlitePlace? other) =>
        Compare(Order, other!.Order) is var byOrder and not 0 ? byOrder
        : Compare(Id, other.Id) is var byId and not 0 ? byId
        : Compare(Company ?? "", other.Company ?? "");

    /// <summary>Nothing before numbers, numbers before texts, and texts by their bytes.</summary>
    private static int Compare(object a, object b) => (a, b) switch
    {
        (string x, string y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)),
        (long x, long y) => x.CompareTo(y),
        (long or double, long or double) => Convert.ToDouble(a, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(b, CultureInfo.InvariantCulture)),
        _ => Rank(a).CompareTo(Rank(b)),
    };

    private static int Rank(object value) => value switch { DBNull => 0, long or double => 1, _ => 2 };

    private static object Value(JsonElement after) => after.ValueKind switch
    {
        JsonValueKind.Number => after.TryGetInt64(out var whole) ? whole : after.GetDouble(),
        JsonValueKind.String => after.GetString()!,
        _ => throw new ArgumentException("The cursor stands behind a document without the field of its order.", nameof(after)),
    };
}
