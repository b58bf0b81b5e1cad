using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Execution;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Storage;

/// <summary>Finding documents by declared indexes, page by page.</summary>
public abstract class DocumentQueryContract : StorageContract
{
    public static TheoryData<string> Indexes { get; } = [.. DeclaredIndexes.All.Select(i => i.Name)];

    public static TheoryData<string> WrongCursors { get; } =
    [
        "no cursor at all!", "AAAA", "%00", Encoded("null"), Encoded("5"), Encoded("{}"), Encoded("[]"), Encoded("[1]"), Encoded("[null,null]"),
        Encoded("""["a",null]"""), Encoded("""[null,"a"]"""), Encoded("""["a",1]"""), Encoded("""[{"a":1},"a"]"""), Encoded("""[true,"a"]"""), Encoded("""["a","b","c"]"""), Encoded("""["\ud83d","a"]"""),
    ];

    public static TheoryData<string> WrongCursorsAcross { get; } = [.. WrongCursors.Select(row => row.Data).Where(c => c != Encoded("""["a","b","c"]""")), Encoded("""["a","b"]"""), Encoded("""["a","b",1]""")];

    [Theory]
    [MemberData(nameof(Indexes))]
    public async Task Every_declared_index_finds_its_documents_in_both_orders(string name)
    {
        var index = DeclaredIndexes.All.Single(i => i.Name == name);
        for (var i = 1; i <= 3; i++) await Create(Acme.Key(index.Collection, $"{i}"), Document(index, "wanted", $"{i}"));
        await Create(Acme.Key("else", "1"), Document(index, "wanted", "1"));
        if (index.Fields.Count > 0) await Create(Acme.Key(index.Collection, "9"), Document(index, "unwanted", "9"));
        var query = index.AcrossCompanies ? Platform.QueryEverywhere(index, Values(index)) : Acme.Query(index, Values(index));

        Assert.Equal(["1", "2", "3"], await Ids(query));
        Assert.Equal(["3", "2", "1"], await Ids(query with { Descending = true }));
        Assert.Equal(["1", "2"], await Ids(query with { Limit = 2 }));
    }

    [Fact]
    public async Task An_undeclared_index_is_refused()
    {
        var undeclared = new IndexSpec(Mail.Collection, "mail-by-address", ["toAddress"], "at");

        await Assert.ThrowsAsync<UndeclaredIndexException>(() => Ids(Acme.Query(undeclared, "ann@example.com")));
    }

    [Theory]
    [MemberData(nameof(WrongCursors))]
    public async Task A_cursor_that_is_not_ours_is_refused(string cursor)
    {
        await Send("1", 1);

        await Assert.ThrowsAsync<ArgumentException>(() => Ids(Acme.Query(Mail.Newest) with { Cursor = cursor }));
    }

    [Fact]
    public async Task A_cursor_serves_only_the_query_that_gave_it()
    {
        for (var i = 0; i < 3; i++) await Send($"{i}", i);
        var query = Acme.Query(Mail.Newest) with { Limit = 1 };
        var cursor = (await Documents.ToPage<Mail>(query, Ct)).Next;

        Assert.Equal(["1"], await Ids(query with { Cursor = cursor }));
        DocumentQuery[] others = [query with { Descending = true }, Globex.Query(Mail.Newest), Acme.Query(Core.Questions.Question.Newest)];
        foreach (var other in others) await Assert.ThrowsAsync<ArgumentException>(() => Ids(other with { Cursor = cursor }));
    }

    [Fact]
    public async Task A_cursor_that_was_changed_is_refused_whichever_letter_it_is()
    {
        for (var i = 0; i < 3; i++) await Send($"{i}", i);
        var query = Acme.Query(Mail.Newest) with { Limit = 1 };
        var cursor = (await Documents.ToPage<Mail>(query, Ct)).Next;

        string[] changed = [cursor[1..], cursor[..^1], cursor + "AAAA", .. Enumerable.Range(0, cursor.Length).Select(i => $"{cursor[..i]}{(cursor[i] == 'A' ? 'Q' : 'A')}{cursor[(i + 1)..]}")];
        foreach (var wrong in changed) await Assert.ThrowsAsync<ArgumentException>(() => Ids(query with { Cursor = wrong }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bounds_of_the_order_hold_on_every_page_and_belong_to_the_cursor(bool descending)
    {
        for (var i = 0; i < 8; i++) await Create(Acme.Key(AuditEntry.Collection, $"{i}"), Document(AuditEntry.OfActor, "wanted", $"{i}"));
        await Create(Acme.Key(AuditEntry.Collection, "9"), Document(AuditEntry.OfActor, "unwanted", "4"));
        var query = Acme.Query(AuditEntry.OfActor, "wanted") with { From = "2", Until = "6", Descending = descending, Limit = 3 };
        string[] expected = ["2", "3", "4", "5"];

        var first = await Documents.ToPage<JsonElement>(query, Ct);
        var second = await Documents.ToPage<JsonElement>(query with { Cursor = first.Next }, Ct);

        Assert.Equal(descending ? expected.Reverse() : expected, first.Items.Concat(second.Items).Select(i => i.Key.Id));
        Assert.Equal("", second.Next);
        Assert.Equal(["6", "7"], await Ids(query with { From = "6", Until = "", Descending = false }));
        await Assert.ThrowsAsync<ArgumentException>(() => Ids(query with { From = "1", Cursor = first.Next }));
    }

    [Fact]
    public async Task A_query_finds_only_its_own_companys_documents()
    {
        await Send("1", 1);
        await Create(Globex.Key(Mail.Collection, "2"), MailAt(2));

        Assert.Equal(["1"], await Ids(Acme.Query(Mail.Newest)));
        Assert.Equal(["2"], await Ids(Globex.Query(Mail.Newest)));
    }

    [Fact]
    public async Task A_query_across_companies_names_the_company_of_each_document()
    {
        var state = KebabName.Of(AttemptState.InProgress);
        await Create(Acme.Key(Attempt.Collection, "1"), Document(Attempt.InState, state, "1"));
        await Create(Globex.Key(Attempt.Collection, "2"), Document(Attempt.InState, state, "2"));

        var found = await All(Platform.QueryEverywhere(Attempt.InState, state));

        Assert.Equal(["acme/attempt/1", "globex/attempt/2"], found.Select(f => f.Key.ToString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paging_across_companies_shows_none_twice_and_skips_none(bool descending)
    {
        // Of every company three, two of them at one time; ids are those of the other companies too.
        var (state, companies) = (KebabName.Of(AttemptState.InProgress), Enumerable.Range(0, 20).Select(i => Actor.System(new($"company-{i}"))).ToArray());
        foreach (var company in companies)
            foreach (var id in new[] { "1", "2", "3" }) await Create(company.Key(Attempt.Collection, id), Document(Attempt.InState, state, id == "3" ? "later" : "early"));
        var query = Platform.QueryEverywhere(Attempt.InState, state) with { Descending = descending, Limit = 7 };
        var (seen, orders) = (new List<string>(), new List<string>());
        for (var page = 0; ; page++)
        {
            var (items, next) = await Documents.ToPage<JsonElement>(query, Ct);
            seen.AddRange(items.Select(i => i.Key.ToString()));
            orders.AddRange(items.Select(i => i.Value.GetProperty(Attempt.InState.OrderBy).GetString()!));
            if (next.Length == 0) break;
            await Documents.Commit([new(items[^1].Key, null, 1)], [], Ct);
            await Create(companies[page].Key(Attempt.Collection, "new"), Document(Attempt.InState, state, descending ? "zero" : "before"));
            query = query with { Cursor = next };
        }

        Assert.Equal(companies.SelectMany(c => new[] { "1", "2", "3" }.Select(id => c.Key(Attempt.Collection, id).ToString())).Order(), seen.Order());
        Assert.Equal(descending ? orders.OrderDescending(StringComparer.Ordinal) : orders.Order(StringComparer.Ordinal), orders);
    }

    [Theory]
    [MemberData(nameof(WrongCursorsAcross))]
    public async Task A_cursor_that_is_not_ours_is_refused_across_companies_too(string cursor)
    {
        await Create(Acme.Key(Attempt.Collection, "1"), Document(Attempt.InState, "in-progress", "1"));

        await Assert.ThrowsAsync<ArgumentException>(() => Ids(Platform.QueryEverywhere(Attempt.InState, "in-progress") with { Cursor = cursor }));
    }

    [Fact]
    public void Only_the_platform_asks_across_companies()
    {
        Assert.Throws<InvalidOperationException>(() => Acme.QueryEverywhere(Attempt.InState, "in-progress"));
        Assert.Throws<InvalidOperationException>(() => Platform.QueryEverywhere(Mail.Newest));
    }

    [Fact]
    public async Task Times_sort_as_times_whatever_their_fractions()
    {
        var start = Clock.GetUtcNow();
        TimeSpan[] offsets = [TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(510), TimeSpan.FromSeconds(1)];
        foreach (var (offset, i) in offsets.Select((o, i) => (o, i)).Reverse())
            await Create(Acme.Key(Mail.Collection, $"{i}"), MailAt(0) with { At = start + offset });

        Assert.Equal(["0", "1", "2", "3", "4", "5"], await Ids(Acme.Query(Mail.Newest)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paging_while_others_write_and_delete_shows_none_twice_and_skips_none(bool descending)
    {
        // Three to a second: ties are broken by id. Every fifth is deleted on the way, new ones come before, between and behind.
        for (var i = 0; i < 60; i++) await Send($"old-{i:D2}", i / 3);
        var seen = new List<string>();
        var query = Acme.Query(Mail.Newest) with { Descending = descending, Limit = 7 };
        var deleted = new List<string>();
        for (var page = 0; ; page++)
        {
            var (items, next) = await Documents.ToPage<Mail>(query, Ct);
            seen.AddRange(items.Select(i => i.Key.Id));
            Assert.True(items.Count == 7 || next.Length == 0);
            if (next.Length == 0) break;

            var victim = $"old-{page * 5:D2}";
            await Documents.Commit([new(Acme.Key(Mail.Collection, victim), null, 1)], [], Ct);
            deleted.Add(victim);
            await Documents.Commit([new(Acme.Key(Mail.Collection, items[^1].Key.Id), null, 1)], [], Ct);
            foreach (var second in new[] { -1, 3, 10, 17, 99 }) await Send($"new-{page:D2}-{second}", second);
            query = query with { Cursor = next };
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        var untouched = Enumerable.Range(0, 60).Select(i => $"old-{i:D2}").Except(deleted);
        Assert.Empty(untouched.Except(seen));
    }

    [Fact]
    public async Task The_last_page_has_no_next_even_when_it_is_full()
    {
        for (var i = 0; i < 4; i++) await Send($"{i}", i);
        var query = Acme.Query(Mail.Newest) with { Limit = 2 };

        var first = await Documents.ToPage<Mail>(query, Ct);
        var last = await Documents.ToPage<Mail>(query with { Cursor = first.Next }, Ct);

        Assert.Equal(["0", "1", "2", "3"], [.. first.Items.Select(i => i.Key.Id), .. last.Items.Select(i => i.Key.Id)]);
        Assert.Empty(last.Next);
    }

    protected static IReadOnlyList<object> Values(IndexSpec index) => [.. index.Fields.Select(_ => "wanted")];

    private static Dictionary<string, object> Document(IndexSpec index, string value, string order)
    {
        var document = new Dictionary<string, object> { [index.OrderBy] = order };
        foreach (var field in index.Fields) document[field] = value;
        return document;
    }

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private Mail MailAt(int second) => new(
        new(Guid.NewGuid()), "Ann", "ann@example.com", second.ToString(CultureInfo.InvariantCulture), "", Clock.GetUtcNow().AddSeconds(second));

    private Task<bool> Send(string id, int second) => Create(Acme.Key(Mail.Collection, id), MailAt(second));

    private async Task<List<Versioned<JsonElement>>> All(DocumentQuery query)
    {
        var found = new List<Versioned<JsonElement>>();
        await foreach (var document in Documents.Query<JsonElement>(query, Ct)) found.Add(document);
        return found;
    }

    private async Task<IEnumerable<string>> Ids(DocumentQuery query) => (await All(query)).Select(d => d.Key.Id);
}
