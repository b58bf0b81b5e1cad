using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using Xunit;

namespace EllaAI.Core.Tests.Audit;

/// <summary>What of the log is shown.</summary>
public sealed class AuditFilterTests
{
    /// <summary>Of a company in whose log nothing stands yet.</summary>
    private static readonly Actor _admin = Actor.Member(new(Guid.NewGuid()), new(new("initech"), Role.Admin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UTC", "2026-03-28T23:59:59Z 2026-03-29T00:00:00Z 2026-03-29T23:59:59.9999999Z 2026-03-30T00:00:00Z")]
    // The day on which summer time begins has 23 hours there.
    [InlineData("Europe/Berlin", "2026-03-28T22:59:59Z 2026-03-28T23:00:00Z 2026-03-29T21:59:59.5Z 2026-03-29T22:00:00Z")]
    // And this one begins at one o'clock.
    [InlineData("Africa/Cairo", "2026-03-28T21:59:59Z 2026-03-28T22:00:00Z 2026-03-29T21:59:59Z 2026-03-29T22:00:00Z")]
    public async Task Days_are_those_of_the_companys_time_zone_from_their_first_moment_to_their_last(string zone, string times)
    {
        var acme = await Acme.Open();
        await acme.Documents.Commit([Change.Create(Company.Key(_admin), new Company(_admin.Company, "Initech") { Region = new(zone) })], [], Ct);
        foreach (var time in times.Split(' ')) await Did(acme, "system", time);
        var (logs, day) = (new Logs(acme), new DateOnly(2026, 3, 29));

        Assert.Equal([3, 2], Numbers(await logs.Of("initech", new() { From = day, Until = day })));
        Assert.Equal([4, 3, 2], Numbers(await logs.Of("initech", new() { From = day })));
        Assert.Equal([3, 2, 1], Numbers(await logs.Of("initech", new(AuditAction.MailResent) { Until = day })));
        Assert.Equal([3, 2], Numbers(await logs.Of("initech", new(AuditAction.MailResent, "system") { From = day, Until = day })));
        Assert.Empty(await logs.Of("initech", new("", "candidate") { From = day, Until = day }));
        Assert.Empty(await logs.Of("initech", new() { From = new(2030, 1, 1) }));
    }

    [Fact]
    public async Task A_day_that_begins_at_one_oclock_begins_there()
    {
        var acme = await Acme.Open();
        await acme.Documents.Commit([Change.Create(Company.Key(_admin), new Company(_admin.Company, "Initech") { Region = new("Asia/Beirut") })], [], Ct);
        foreach (var time in (string[])["2026-03-28T21:59:59Z", "2026-03-28T22:00:00Z"]) await Did(acme, "system", time);

        Assert.Equal([2], Numbers(await new Logs(acme).Of("initech", new() { From = new(2026, 3, 29) })));
    }

    [Fact]
    public async Task What_was_appended_late_is_found_by_when_it_was_done()
    {
        var acme = await Acme.Open();
        foreach (var time in (string[])["2026-03-02T10:00:00Z", "2026-03-01T10:00:00Z", "2026-03-03T10:00:00Z"]) await Did(acme, "system", time);

        Assert.Equal([1, 2], Numbers(await new Logs(acme).Of("initech", new() { From = new(2026, 3, 1), Until = new(2026, 3, 2) })));
    }

    [Fact]
    public async Task Pages_of_a_filtered_log_show_each_entry_once()
    {
        var acme = await Acme.Open();
        for (var i = 0; i < 240; i++) await Did(acme, i % 2 == 0 ? "system" : "candidate", $"2026-03-{1 + i / 60:00}T10:{i % 60:00}:00Z");
        await new Logs(acme).Of("initech");
        var (filter, seen, list) = (new AuditFilter("", "system") { From = new(2026, 3, 2), Until = new(2026, 3, 4) }, new List<long>(), new ListAudit(acme.Documents));

        for (var cursor = ""; ;)
        {
            var page = (await list.Run(_admin, filter, cursor, Ct)).Value();
            seen.AddRange(Numbers(page.Items));
            if ((cursor = page.Next).Length == 0) break;
        }

        Assert.Equal(Enumerable.Range(61, 180).Where(n => n % 2 == 1).Reverse().Select(n => (long)n), seen);
    }

    [Fact]
    public async Task What_is_taken_away_is_whole_though_the_company_moves_to_another_time_zone_meanwhile()
    {
        var acme = await Acme.Open();
        await acme.Documents.Commit([Change.Create(Company.Key(_admin), new Company(_admin.Company, "Initech") { Region = new("UTC") })], [], Ct);
        for (var i = 0; i < 240; i++) await Did(acme, "system", $"2026-03-{1 + i / 60:00}T{i % 24:00}:00:00Z");
        await new Logs(acme).Of("initech");
        var (export, seen) = ((await new ExportAudit(acme.Documents).Run(_admin, new() { From = new(2026, 3, 1), Until = new(2026, 3, 4) }, Ct)).Value(), new List<long>());

        await foreach (var entry in export.Entries)
        {
            if (seen.Count == 0) Assert.True(await acme.Documents.Commit([new(Company.Key(_admin), new Company(_admin.Company, "Initech") { Region = new("Asia/Tokyo") }, 1)], [], Ct));
            seen.Add(entry.Number);
        }

        Assert.Equal(Enumerable.Range(1, 240).Select(n => (long)n), seen.Order());
    }

    [Fact]
    public async Task However_many_keys_are_in_the_log_their_names_are_read_once()
    {
        var acme = await Acme.Open();
        for (var i = 0; i < 20; i++) await Did(acme, $"api-key/{Guid.NewGuid():N}", "2026-03-01T10:00:00Z");
        await new Logs(acme).Of("initech");
        var counted = new Counted(acme.Documents);

        Assert.Equal(20, (await new ListAuditActors(counted).Run(_admin, Ct)).Value().Count);

        Assert.Equal(CompanyApiKeys.Collection, Assert.Single(counted.Read).Collection);
    }

    [Theory]
    [InlineData("yesterday", "", "This is not a date.")]
    [InlineData("", "2026-02-30", "This is not a date.")]
    [InlineData("0001-01-01", "", "This is not a date.")]
    [InlineData("9999-12-31", "", "This is not a date.")]
    [InlineData("2026-03-02", "2026-03-01", "The first day is after the last one.")]
    public void Wrong_days_are_told_in_one_message(string from, string until, string told) =>
        Assert.StartsWith(told, AuditFilter.Read("", "", from, until).Problem().Detail, StringComparison.Ordinal);

    [Fact]
    public async Task Everybody_who_is_in_the_log_can_be_chosen_whether_they_are_there_or_not()
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        var (mia, left) = (await staff.Add("Mia Berg", Role.Recruiter, "initech"), await staff.Account("Leo Ward"));
        var key = (await new MakeApiKey(acme.Documents, acme.Clock).Run(_admin, "Tracker", [ApiScopes.ReadResults], 30, Ct)).Value().Key.Id;
        string[] others = [$"{Guid.NewGuid():N}", "system", "candidate", Actor.Visitor, $"api-key/{Guid.NewGuid():N}"];
        foreach (var who in (string[])[$"{mia.Id.Value:N}", $"{left.Id.Value:N}", $"api-key/{key.Value:N}", .. others])
            foreach (var day in (int[])[1, 2]) await Did(acme, who, $"2026-03-0{day}T10:00:00Z");
        var logs = new Logs(acme);
        await logs.Of("initech");

        var found = (await new ListAuditActors(acme.Documents).Run(_admin, Ct)).Value();

        Assert.Equal(
            [
                ("Mia Berg", AuditActorKind.Member), ("Erased person", AuditActorKind.Other), ("Erased person", AuditActorKind.Other), ("Leo Ward", AuditActorKind.Other),
                ("An API key that is gone", AuditActorKind.Program), ("API key “Tracker”", AuditActorKind.Program),
                ("A candidate", AuditActorKind.Nobody), ("EllaAI", AuditActorKind.Nobody), ("Somebody not signed in", AuditActorKind.Nobody),
            ],
            found.Select(a => (a.Called, a.Kind)));
        foreach (var actor in found) Assert.All(await logs.Of("initech", new("", actor.Name)), l => Assert.Equal(actor.Name, l.Entry.Actor));
        Assert.Empty((await new ListAuditActors(acme.Documents).Run(Actor.System(new("globex")), Ct)).Value());
    }

    private static async Task Did(Acme acme, string who, string time) => Assert.True(await acme.Documents.Commit(
        [], [new Audited(_admin.Company, who, AuditAction.MailResent, "mail/1", DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), "", "")], Ct));

    private static IEnumerable<long> Numbers(IEnumerable<AuditLine> lines) => lines.Select(l => l.Entry.Number);

    /// <summary>What is read by its key.</summary>
    private sealed class Counted(IDocumentStore inner) : IDocumentStore
    {
        public System.Collections.Concurrent.ConcurrentBag<DocumentKey> Read { get; } = [];

        public Task<Versioned<T>?> Get<T>(DocumentKey key, CancellationToken ct)
        {
            Read.Add(key);
            return inner.Get<T>(key, ct);
        }

        public IAsyncEnumerable<Versioned<T>> Query<T>(DocumentQuery query, CancellationToken ct) => inner.Query<T>(query, ct);

        public IAsyncEnumerable<Core.Storage.Archive.StoredDocument> Walk(DocumentRange range, CancellationToken ct) => inner.Walk(range, ct);

        public Task<bool> Commit(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, CancellationToken ct) => inner.Commit(changes, events, ct);
    }
}
