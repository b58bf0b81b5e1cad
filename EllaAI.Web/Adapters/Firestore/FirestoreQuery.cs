using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>A declared query as Firestore is asked it: equal fields, then the order, then the name.</summary>
internal static class FirestoreQuery
{
    /// <summary>Documents of one page of a walk: together they are to fit into memory, however large each is.</summary>
    public const int WalkPage = 50;

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
        if (Filters(query) is { Count: > 0 } filters) asked.Where = All(filters);
        if (query.Cursor.Length > 0)
        {
            var (order, company, id) = FirestoreCursor.Parse(query);
            var last = new Value { ReferenceValue = names.Document(company, query.Index.Collection, id) };
            asked.StartAt = new() { Values = { order, last }, Before = false };
        }

        return new() { Parent = query.Company is { } own ? names.Company(own) : names.Root, StructuredQuery = asked };
    }

    /// <summary>A page of all documents below a company, or of one of its collections, by name.</summary>
    /// <param name="from">Null for the beginning.</param>
    public static RunQueryRequest Walk(DocumentRange range, FirestoreNames names, string? from, bool including)
    {
        var all = range.Collection.Length == 0;
        var selector = new StructuredQuery.Types.CollectionSelector { AllDescendants = all };
        if (!all) selector.CollectionId = FirestoreNames.Escape(range.Collection);
        var asked = new StructuredQuery { From = { selector }, OrderBy = { By(Name, StructuredQuery.Types.Direction.Ascending) }, Limit = WalkPage };
        if (from is not null) asked.StartAt = new() { Values = { new Value { ReferenceValue = from } }, Before = including };
        return new() { Parent = names.Company(range.Company), StructuredQuery = asked };
    }

    /// <summary>A page of one collection of all companies, by name.</summary>
    /// <param name="after">Null for the beginning.</param>
    public static RunQueryRequest Everywhere(string collection, FirestoreNames names, string? after)
    {
        var selector = new StructuredQuery.Types.CollectionSelector { CollectionId = FirestoreNames.Escape(collection), AllDescendants = true };
        var asked = new StructuredQuery { From = { selector }, OrderBy = { By(Name, StructuredQuery.Types.Direction.Ascending) }, Limit = WalkPage };
        if (after is not null) asked.StartAt = new() { Values = { new Value { ReferenceValue = after } }, Before = false };
        return new() { Parent = names.Root, StructuredQuery = asked };
    }

    private static List<StructuredQuery.Types.Filter> Filters(DocumentQuery query)
    {
        var filters = query.Index.Fields.Zip(query.Values, (field, value) => Compare(field, StructuredQuery.Types.FieldFilter.Types.Operator.Equal, value)).ToList();
        // The index that gives the order bounds it too.
        if (query.From.Length > 0) filters.Add(Compare(query.Index.OrderBy, StructuredQuery.Types.FieldFilter.Types.Operator.GreaterThanOrEqual, query.From));
        if (query.Until.Length > 0) filters.Add(Compare(query.Index.OrderBy, StructuredQuery.Types.FieldFilter.Types.Operator.LessThan, query.Until));
        return filters;
    }

    private static StructuredQuery.Types.Filter All(IEnumerable<StructuredQuery.Types.Filter> filters)
    {
        var all = new StructuredQuery.Types.CompositeFilter { Op = StructuredQuery.Types.CompositeFilter.Types.Operator.And };
        all.Filters.AddRange(filters);
        return new() { CompositeFilter = all };
    }

    private static StructuredQuery.Types.Filter Compare(string field, StructuredQuery.Types.FieldFilter.Types.Operator op, object value) => new()
    {
        FieldFilter = new() { Field = new() { FieldPath = FirestoreIndexed.Path(field) }, Op = op, Value = FirestoreIndexed.Asked(value) },
    };

    private static StructuredQuery.Types.Order By(string path, StructuredQuery.Types.Direction direction) =>
        new() { Field = new() { FieldPath = path }, Direction = direction };
}
