using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>A declared query as Firestore is asked it: equal fields, then the order, then the name.</summary>
internal static class FirestoreQuery
{
    private const string Name = "__name__";

    public static RunQueryRequest Build(DocumentQuery query, FirestoreNames names)
    {
        var direction = query.Descending ? StructuredQuery.Types.Direction.Descending : StructuredQuery.Types.Direction.Ascending;
        var asked = new StructuredQuery
        {
            From = { new StructuredQuery.Types.CollectionSelector { CollectionId = FirestoreNames.Escape(query.Index.Collection), AllDescendants = query.Company is null } },
            OrderBy = { By(FirestoreIndexed.Path(query.Index.OrderBy), direction), By(Name, direction) },
            Limit = query.Limit,
        };
        if (query.Values.Count > 0) asked.Where = Equal(query);
        if (query.Cursor.Length > 0)
        {
            var (order, company, id) = FirestoreCursor.Parse(query);
            var last = new Value { ReferenceValue = names.Document(company, query.Index.Collection, id) };
            asked.StartAt = new() { Values = { order, last }, Before = false };
        }

        return new() { Parent = query.Company is { } own ? names.Company(own) : names.Root, StructuredQuery = asked };
    }

    private static StructuredQuery.Types.Filter Equal(DocumentQuery query)
    {
        var all = new StructuredQuery.Types.CompositeFilter { Op = StructuredQuery.Types.CompositeFilter.Types.Operator.And };
        all.Filters.AddRange(query.Index.Fields.Zip(query.Values, Equal));
        return new() { CompositeFilter = all };
    }

    private static StructuredQuery.Types.Filter Equal(string field, object value) => new()
    {
        FieldFilter = new()
        {
            Field = new() { FieldPath = FirestoreIndexed.Path(field) },
            Op = StructuredQuery.Types.FieldFilter.Types.Operator.Equal,
            Value = FirestoreIndexed.Asked(value),
        },
    };

    private static StructuredQuery.Types.Order By(string path, StructuredQuery.Types.Direction direction) =>
        new() { Field = new() { FieldPath = path }, Direction = direction };
}
