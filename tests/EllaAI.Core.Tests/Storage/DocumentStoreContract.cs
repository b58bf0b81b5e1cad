using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Storage;

/// <summary>Reading one document and committing several.</summary>
public abstract class DocumentStoreContract : StorageContract
{
    private static readonly DocumentKey _note = Acme.Key("note", "1");
    private static readonly DocumentKey _other = Acme.Key("note", "2");

    [Fact]
    public async Task A_document_that_was_never_written_is_not_there() =>
        Assert.Null(await Documents.Get<string>(_note, Ct));

    [Fact]
    public async Task A_created_document_has_version_1_and_its_value()
    {
        Assert.True(await Create(_note, "first"));

        var found = await Documents.Get<string>(_note, Ct);
        Assert.Equal(new Versioned<string>(_note, "first", 1), found);
    }

    [Fact]
    public async Task Each_update_raises_the_version_by_one()
    {
        await Create(_note, "first");
        for (var version = 1; version <= 3; version++)
            Assert.True(await Documents.Commit([new(_note, $"after {version}", version)], [], Ct));

        Assert.Equal(new Versioned<string>(_note, "after 3", 4), await Documents.Get<string>(_note, Ct));
    }

    [Fact]
    public async Task Creating_a_document_that_exists_changes_nothing()
    {
        await Create(_note, "first");

        Assert.False(await Create(_note, "second"));
        Assert.Equal(new Versioned<string>(_note, "first", 1), await Documents.Get<string>(_note, Ct));
    }

    [Fact]
    public async Task A_stale_version_changes_nothing()
    {
        await Create(_note, "first");
        await Documents.Commit([new(_note, "second", 1)], [], Ct);

        Assert.False(await Documents.Commit([new(_note, "late", 1)], [], Ct));
        Assert.False(await Documents.Commit([new(_note, "early", 3)], [], Ct));
        Assert.Equal(new Versioned<string>(_note, "second", 2), await Documents.Get<string>(_note, Ct));
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_can_be_created_again()
    {
        await Create(_note, "first");

        Assert.False(await Documents.Commit([new(_note, null, 7)], [], Ct));
        Assert.True(await Documents.Commit([new(_note, null, 1)], [], Ct));
        Assert.Null(await Documents.Get<string>(_note, Ct));
        Assert.True(await Create(_note, "again"));
    }

    [Fact]
    public async Task An_update_of_a_deleted_document_changes_nothing()
    {
        await Create(_note, "first");
        await Documents.Commit([new(_note, null, 1)], [], Ct);

        Assert.False(await Documents.Commit([new(_note, "late", 1)], [], Ct));
        Assert.Null(await Documents.Get<string>(_note, Ct));
    }

    [Fact]
    public async Task A_commit_writes_all_its_documents_or_none()
    {
        await Create(_note, "first");

        Assert.False(await Documents.Commit([Change.Create(_other, "new"), new(_note, "late", 9)], [], Ct));
        Assert.Null(await Documents.Get<string>(_other, Ct));

        Assert.True(await Documents.Commit([Change.Create(_other, "new"), new(_note, null, 1)], [], Ct));
        Assert.Equal("new", await Read<string>(_other));
        Assert.Null(await Documents.Get<string>(_note, Ct));
    }

    [Fact]
    public async Task Fifty_concurrent_increments_end_at_exactly_fifty()
    {
        await Create(_note, new Counter(0));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(Increment, Ct)));

        Assert.Equal(new Versioned<Counter>(_note, new Counter(50), 51), await Documents.Get<Counter>(_note, Ct));

        async Task Increment()
        {
            Versioned<Counter> read;
            do read = (await Documents.Get<Counter>(_note, Ct))!;
            while (!await Documents.Commit([Change.Update(read, new Counter(read.Value.Count + 1))], [], Ct));
        }
    }

    [Fact]
    public async Task Of_many_that_create_one_document_one_succeeds()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Create(_note, $"by {i}"), Ct)));

        Assert.Single(created, won => won);
        Assert.Equal($"by {Array.IndexOf(created, true)}", await Read<string>(_note));
    }

    [Fact]
    public async Task Two_companies_have_documents_of_the_same_name()
    {
        await Create(_note, "of Acme");
        await Create(Globex.Key("note", "1"), "of Globex");

        Assert.Equal("of Acme", await Read<string>(_note));
        Assert.Equal("of Globex", await Read<string>(Globex.Key("note", "1")));
    }

    [Fact]
    public async Task A_commit_over_two_companies_is_refused_and_writes_nothing()
    {
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Documents.Commit([Change.Create(_note, "ours"), Change.Create(Globex.Key("note", "1"), "theirs")], [], Ct));

        Assert.Null(await Documents.Get<string>(_note, Ct));
        Assert.Null(await Documents.Get<string>(Globex.Key("note", "1"), Ct));
    }

    [Fact]
    public async Task A_commit_that_names_a_document_twice_is_refused_and_writes_nothing()
    {
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Documents.Commit([Change.Create(_other, "new"), Change.Create(_note, "one"), Change.Create(_note, "two")], [], Ct));

        Assert.Null(await Documents.Get<string>(_note, Ct));
        Assert.Null(await Documents.Get<string>(_other, Ct));
    }

    [Fact]
    public async Task Text_comes_back_as_it_was_written()
    {
        const string Text = "quote ' \" and \\, null \0, emoji 👩‍💻, RTL \u202e, lines\r\n\u2028";
        await Create(_note, Text);

        Assert.Equal(Text, await Read<string>(_note));
    }

    [Fact]
    public async Task A_cancelled_commit_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Documents.Commit([Change.Create(_note, "never")], [], new CancellationToken(canceled: true)));

        Assert.Null(await Documents.Get<string>(_note, Ct));
    }

    [Fact]
    public async Task A_commit_brings_its_events_in_order()
    {
        await Create(_note, "first", new Noted(new("acme"), "one"), new Noted(new("acme"), "two"));

        var events = await Pending();
        Assert.Equal(["""{"company":"acme","text":"one"}""", """{"company":"acme","text":"two"}"""], events.Select(e => e.Data.GetRawText()));
        Assert.All(events, e => Assert.Equal(("1.0", "/companies/acme", "test.noted.v1", Clock.GetUtcNow()), (e.SpecVersion, e.Source, e.Type, e.Time)));
        Assert.Equal(["one", "two"], events.Select(e => e.Subject));
        Assert.Equal(2, events.Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_commit_that_fails_brings_no_events()
    {
        await Create(_note, "first");

        Assert.False(await Create(_note, "second", new Noted(new("acme"), "never")));
        Assert.Empty(await Pending());
    }

    [Fact]
    public async Task A_commit_with_events_rings_the_bell()
    {
        await Create(_note, "first", new Noted(new("acme"), "one"));

        await Bell.Wait(Timeout.InfiniteTimeSpan, Ct).WaitAsync(TimeSpan.FromSeconds(30), Ct);
    }

    [Fact]
    public async Task Documents_and_events_survive_a_kill()
    {
        await Create(_note, "first", new Noted(new CompanyId("acme"), "one"));
        await Documents.Commit([new(_note, "second", 1)], [new Noted(new CompanyId("acme"), "two")], Ct);

        KillAndReopen();

        Assert.Equal(new Versioned<string>(_note, "second", 2), await Documents.Get<string>(_note, Ct));
        Assert.Equal(2, (await Pending()).Count);
        Assert.True(await Documents.Commit([new(_note, "third", 2)], [], Ct));
    }

    [Fact]
    public async Task Events_can_be_committed_alone()
    {
        Assert.True(await Documents.Commit([], [new Noted(new("acme"), "one")], Ct));

        Assert.Equal("one", Assert.Single(await Pending()).Subject);
    }

    [Fact]
    public async Task Events_of_one_document_are_in_the_order_of_its_commits()
    {
        await Create(_note, "0");
        await Task.WhenAll(Enumerable.Range(1, 5).Select(writer => Task.Run(
            async () =>
            {
                for (var written = 0; written < 4;)
                {
                    var read = (await Documents.Get<string>(_note, Ct))!;
                    if (await Documents.Commit([Change.Update(read, $"{read.Version}")], [new Noted(new("acme"), $"{read.Version}")], Ct)) written++;
                }
            },
            Ct)));

        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"{i}"), (await Pending()).Select(e => e.Subject));
    }

    [Fact]
    public async Task An_event_of_another_company_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Create(_note, "first", new Noted(new("globex"), "theirs")));

        Assert.Null(await Documents.Get<string>(_note, Ct));
    }

    [Fact]
    public async Task A_document_that_is_too_large_is_refused_by_name_and_nothing_is_written()
    {
        var huge = new string('é', CommitRules.MaxBodyBytes / 2);

        var refused = await Assert.ThrowsAsync<DocumentTooLargeException>(() =>
            Documents.Commit([Change.Create(_other, "small"), Change.Create(_note, huge)], [], Ct));

        Assert.Contains("acme/note/1", refused.Message, StringComparison.Ordinal);
        Assert.Null(await Documents.Get<string>(_other, Ct));
        Assert.True(await Create(_note, huge[..^2]));
    }

    [Fact]
    public async Task A_commit_that_is_too_large_is_refused_with_its_bound_and_nothing_is_written()
    {
        var text = new string('é', 470_000);
        Change[] changes = [.. Enumerable.Range(1, 10).Select(i => Change.Create(Acme.Key("note", $"{i}"), text))];

        var refused = await Assert.ThrowsAsync<DocumentTooLargeException>(() => Documents.Commit(changes, [new Noted(new("acme"), "never")], Ct));

        Assert.Contains($"{CommitRules.MaxCommitBytes:N0}", refused.Message, StringComparison.Ordinal);
        Assert.Null(await Documents.Get<string>(_note, Ct));
        Assert.Empty(await Pending());
        Assert.True(await Documents.Commit(changes[..4], [], Ct));
    }

    [Fact]
    public async Task What_is_written_is_of_todays_schema()
    {
        await Create(Acme.Key("old-note", "1"), new Note("as it is"));

        Assert.Equal(new Note("as it is"), await Read<Note>(Acme.Key("old-note", "1")));
    }

    private sealed record Counter(int Count);

    private sealed record Note(string Text);

    [Fact]
    public async Task A_walk_passes_each_document_of_the_company_and_none_of_another()
    {
        for (var i = 0; i < 230; i++) await Create(Acme.Key("note", $"{i:D3}"), $"note {i}");
        await Create(Acme.Key("other", "1"), "other");
        await Create(Globex.Key("note", "1"), "theirs");

        var all = await Walked(Acme.Range());

        Assert.Equal(231, all.Count);
        Assert.Equal(all.OrderBy(k => k, StringComparer.Ordinal), all);
        Assert.Equal("acme/other/1", all[^1]);
        Assert.Equal(230, (await Walked(Acme.Range("note"))).Count);
        Assert.Equal(Enumerable.Range(120, 10).Select(i => $"acme/note/{i}"), await Walked(Acme.Range("note", "12")));
        Assert.Empty(await Walked(Acme.Range("nothing")));
        // One that was cut off goes on where it was, at the end of a collection too.
        Assert.Equal(all[100..], await Walked(After(all[99])));
        Assert.Equal(["acme/other/1"], await Walked(After(all[^2])));
        Assert.Empty(await Walked(After(all[^1])));

        static DocumentRange After(string key) => Acme.Range() with { AfterCollection = key.Split('/')[1], AfterId = key.Split('/')[2] };
    }

    [Fact]
    public async Task What_a_walk_finds_can_be_deleted_by_its_version()
    {
        await Create(_note, "first");
        await Documents.Commit([new(_note, "second", 1)], [], Ct);

        await foreach (var found in Documents.Walk(Acme.Range(), Ct))
        {
            Assert.Equal("\"second\"", found.Body);
            Assert.True(await Documents.Commit([new(found.Key, null, found.Version)], [], Ct));
        }

        Assert.Empty(await Walked(Acme.Range()));
    }

    private async Task<List<string>> Walked(DocumentRange range)
    {
        var keys = new List<string>();
        await foreach (var found in Documents.Walk(range, Ct)) keys.Add(found.Key.ToString());
        return keys;
    }
}
