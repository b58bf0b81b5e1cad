using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Audit;

/// <summary>Who did what, in a chain.</summary>
public sealed class AuditTests
{
    private static readonly Actor _admin = Acme.As(Role.Admin);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_members_do_is_in_the_log_in_order_with_who_and_before_and_after()
    {
        var acme = await Logged();
        var lines = (await List(acme)).Items;

        Assert.Equal(
            [
                AuditAction.CandidateInvited, AuditAction.QuestionSaved, AuditAction.AssessmentPublished, AuditAction.AssessmentSaved,
                AuditAction.QuestionSaved, AuditAction.QuestionSaved,
            ],
            lines.Select(l => l.Entry.Action));
        Assert.Equal(Enumerable.Range(1, 6).Reverse().Select(n => (long)n), lines.Select(l => l.Entry.Number));
        Assert.All(lines, l => Assert.Equal(acme.Recruiter.Name, l.Entry.Actor));
        var changed = lines[1].Entry;
        Assert.Equal(($"question/{acme.Sum.Id.Value:N}", "Sum, 3 tests, 4 points", "Sum of two, 3 tests, 4 points"), (changed.Target, changed.Before, changed.After));
        Assert.Equal(new AuditCheck(6, null, ""), await Verify(acme));
    }

    [Fact]
    public async Task It_holds_no_name_of_a_person()
    {
        var acme = await Logged();
        foreach (var (key, document) in acme.Data.Documents.Where(d => d.Key.Collection is AuditEntry.Collection or OutboxEvent.Collection))
        {
            Assert.DoesNotContain("Ann Lee", document.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("ann@example.com", document.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_one_action_can_be_asked_for()
    {
        var acme = await Logged();
        Assert.Equal([4L + 1, 2, 1], (await List(acme, AuditAction.QuestionSaved)).Items.Select(l => l.Entry.Number));
        Assert.Empty((await List(acme, AuditAction.MailResent)).Items);
    }

    [Fact]
    public async Task Only_one_person_can_be_asked_for_and_only_one_action_of_theirs()
    {
        var acme = await Logged();
        Assert.Equal(6, (await List(acme, who: acme.Recruiter.Name)).Items.Count);
        Assert.Equal([5L, 2, 1], (await List(acme, AuditAction.QuestionSaved, acme.Recruiter.Name)).Items.Select(l => l.Entry.Number));
        Assert.Empty((await List(acme, who: _admin.Name)).Items);
    }

    [Fact]
    public async Task From_where_it_was_done_lies_beside_the_chain_and_can_be_forgotten()
    {
        var acme = await Acme.Open();
        var session = await new Sessions(acme.Documents, new(acme.Documents), acme.Clock).Begin(acme.Recruiter.Account!.Value, "", "Firefox/151 Linux", "203.0.113.7", Ct);
        var rita = Actor.Member(session.Account, new(Acme.Id, Role.Recruiter), session.Origin);
        await acme.SaveQuestion.Run(rita, acme.Sum with { Title = "Sum of two" }, 1, Ct);
        await Append(acme);

        var line = (await List(acme)).Items[0];
        Assert.Equal(("203.0.113.7", "Firefox/151 Linux"), (line.From?.Address, line.From?.Agent));
        Assert.DoesNotContain("203.0.113.7", acme.Data.Documents[Key(line.Entry.Number)].Body, StringComparison.Ordinal);
        acme.Clock.Advance(Origin.Kept + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await new ForgetOrigins(acme.Documents, acme.Clock).Run(Ct));
        Assert.Null((await List(acme)).Items[0].From);
        Assert.Null((await Verify(acme)).Broken);
        Forge(acme, line.Entry.Number, body => body["from"] = Guid.NewGuid().ToString("N"));
        Assert.Equal(line.Entry.Number, (await Verify(acme)).Broken);
    }

    [Fact]
    public async Task Whoever_goes_on_from_elsewhere_acts_from_there()
    {
        var acme = await Acme.Open();
        var sessions = new Sessions(acme.Documents, new(acme.Documents), acme.Clock);
        var session = await sessions.Begin(new(Guid.NewGuid()), "", "Firefox", "203.0.113.7", Ct);

        await sessions.See(session, "203.0.113.7", Ct);
        Assert.Equal(session.Origin, (await sessions.Find(session.Id, Ct))?.Origin);
        await sessions.See(session, "198.51.100.9", Ct);

        var moved = (await sessions.Find(session.Id, Ct))!;
        Assert.NotEqual(session.Origin, moved.Origin);
        Assert.Equal("198.51.100.9", (await acme.Documents.Get<Origin>(Origin.Key(moved.Origin!.Value), Ct))?.Value.Address);
    }

    [Fact]
    public void An_entry_of_a_release_that_knew_no_origins_keeps_its_sum()
    {
        var e = new Audited(Acme.Id, "system", AuditAction.MailResent, "mail/1", DateTimeOffset.UnixEpoch, "", "");
        var entry = AuditEntry.Behind(new(0, ""), "event", e);

        var quoted = JsonSerializer.SerializeToUtf8Bytes<string[]>(["", entry.Position, "event", "system", AuditAction.MailResent, "mail/1", $"{DateTimeOffset.UnixEpoch.UtcTicks}", "", ""]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(quoted)), entry.Hash);
    }

    [Fact]
    public async Task Every_companys_log_is_read_from_the_command_line()
    {
        var acme = await Logged();
        var all = new VerifyAllAudits(acme.Documents);

        Assert.Equal([(CompanyId.Platform, new AuditCheck(0, null, "")), (Acme.Id, new AuditCheck(6, null, ""))], await all.Run([], Ct).ToListAsync(Ct));
        Forge(acme, 2, body => body["after"] = "nothing");
        Assert.Equal([(Acme.Id, new AuditCheck(1, 2, "It is not what was written."))], await all.Run(["acme"], Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task The_same_event_brought_twice_is_one_entry()
    {
        var acme = await Acme.Open();
        var append = new AppendAudit(acme.Documents);
        var e = _admin.Did(AuditAction.MailResent, Mail.Collection, new MailId(Guid.NewGuid()), acme.Clock.GetUtcNow());
        var key = Acme.As(Role.Admin).Key(Delivery.Collection, "one");
        await acme.Documents.Commit([Change.Create(key, "on its way")], [], Ct);
        var inbox = new Inbox("event-1", new(key, null, 1));

        await append.Handle(e, inbox, Ct);
        await Assert.ThrowsAsync<DeliveryPostponedException>(() => append.Handle(e, inbox, Ct));

        Assert.Equal(new AuditCheck(1, null, ""), await Verify(acme));
    }

    [Theory]
    [InlineData("actor", "somebody-else", 3, "It is not what was written.")]
    [InlineData("at", "2020-01-01T00:00:00+00:00", 3, "It is not what was written.")]
    [InlineData("after", "nothing of interest", 3, "It is not what was written.")]
    [InlineData("hash", "00", 3, "It is not what was written.")]
    public async Task An_entry_that_was_changed_is_named(string field, string value, long number, string reason)
    {
        var acme = await Logged();
        Forge(acme, number, body => body[field] = value);
        Assert.Equal(new AuditCheck(number - 1, number, reason), await Verify(acme));
    }

    [Fact]
    public async Task One_that_was_changed_and_hashed_anew_breaks_the_one_behind_it()
    {
        var acme = await Logged();
        Forge(acme, 3, body =>
        {
            body["after"] = "nothing of interest";
            body["hash"] = JsonSerializer.Deserialize<AuditEntry>(body.ToJsonString(), DocumentJson.Options)!.Sum();
        });
        Assert.Equal(new AuditCheck(3, 4, "The one before it is not the one that it was written behind."), await Verify(acme));
    }

    [Fact]
    public async Task One_that_was_changed_and_hashed_anew_with_the_one_behind_it_pointing_there_breaks_that_one()
    {
        var acme = await Logged();
        var hash = "";
        Forge(acme, 3, body =>
        {
            body["after"] = "nothing of interest";
            body["hash"] = hash = JsonSerializer.Deserialize<AuditEntry>(body.ToJsonString(), DocumentJson.Options)!.Sum();
        });
        // The sum of an entry is also of what stands before it: else the whole chain could be mended from here on, up to an end that stays as it was.
        Forge(acme, 4, body => body["previous"] = hash);
        Assert.Equal(new AuditCheck(3, 4, "It is not what was written."), await Verify(acme));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task One_that_was_taken_out_is_missed(long number)
    {
        var acme = await Logged();
        acme.Data.Documents.Remove(Key(number));
        Assert.Equal(new AuditCheck(number - 1, number, "It is missing."), await Verify(acme));
    }

    [Fact]
    public async Task The_last_one_hashed_anew_does_not_fit_the_end_of_the_log()
    {
        var acme = await Logged();
        Forge(acme, 6, body =>
        {
            body["actor"] = "somebody-else";
            body["hash"] = JsonSerializer.Deserialize<AuditEntry>(body.ToJsonString(), DocumentJson.Options)!.Sum();
        });
        Assert.Equal(new AuditCheck(5, 6, "The log ends with another one than was last written."), await Verify(acme));
    }

    [Fact]
    public async Task One_that_was_put_in_behind_the_end_is_named_and_keeps_nothing_from_being_brought_again()
    {
        var acme = await Logged();
        var end = await AuditHead.Of(acme.Documents, _admin, Ct);
        var e = _admin.Did(AuditAction.MailResent, Mail.Collection, new MailId(Guid.NewGuid()), acme.Clock.GetUtcNow());
        var forged = AuditEntry.Behind(end.Value, "forged", e);
        await acme.Documents.Commit([Change.Create(forged.Key(_admin), forged)], [], Ct);

        Assert.Equal(new AuditCheck(6, 7, "It was put in behind the end, or the end was set back."), await Verify(acme));
        var key = _admin.Key(Delivery.Collection, "one");
        await acme.Documents.Commit([Change.Create(key, "on its way")], [], Ct);
        await Assert.ThrowsAsync<DeliveryPostponedException>(() => new AppendAudit(acme.Documents).Handle(e, new("event", new(key, null, 1)), Ct));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task An_end_that_was_taken_away_or_set_back_shows(int count)
    {
        var acme = await Logged();
        var hash = count == 0 ? "" : (await List(acme)).Items.Single(l => l.Entry.Number == count).Entry.Hash;
        var end = await AuditHead.Of(acme.Documents, _admin, Ct);
        await acme.Documents.Commit([new(end.Key, count == 0 ? null : new AuditHead(count, hash), end.Version)], [], Ct);

        Assert.Equal(new AuditCheck(count, count + 1, "It was put in behind the end, or the end was set back."), await Verify(acme));
    }

    [Fact]
    public async Task An_empty_log_is_sound()
    {
        var acme = await Acme.Open();
        Assert.Equal(new AuditCheck(0, null, ""), await Verify(acme));
    }

    [Fact]
    public async Task Of_an_account_that_is_gone_the_log_stays()
    {
        var acme = await Logged();
        Assert.All((await List(acme)).Items, l => Assert.Equal("Erased person", l.Who));
        var account = new Account(new(Guid.Parse(acme.Recruiter.Name)), "Rita Moreno", "rita@acme.example", "RITA@ACME.EXAMPLE", "", "");
        await acme.Documents.Commit([Change.Create(Actor.System(CompanyId.Platform).Key(Account.Collection, account.Id), account)], [], Ct);
        Assert.All((await List(acme)).Items, l => Assert.Equal("Rita Moreno", l.Who));
    }

    /// <summary>Six things were done: two questions, a draft and its publication before, then a question changed and Ann invited.</summary>
    private static async Task<Acme> Logged()
    {
        var acme = await Acme.Open();
        await acme.SaveQuestion.Run(acme.Recruiter, acme.Sum with { Title = "Sum of two" }, 1, Ct);
        await acme.InviteAnn();
        await Append(acme);
        return acme;
    }

    /// <summary>Everything that was done and is not in the log yet.</summary>
    internal static async Task Append(Acme acme)
    {
        var subscribers = new EventSubscribers([Subscription.Of<Audited, AppendAudit>(Schemas.Declared)]);
        var dispatch = new DispatchEvents(acme.Documents, subscribers, acme.Clock);
        while ((await dispatch.Run(Ct)).More) { }
        var deliver = new DeliverEvents(acme.Documents, subscribers, new(acme.Documents, acme.Self, acme.Clock), acme.Self, acme.Clock);
        foreach (var lane in await dispatch.Overdue(_ => true, Ct))
            await deliver.Run(Actor.System(lane.Company), lane.Name, new Provider(new(acme.Documents)), (_, e) => throw e, Ct);
    }

    private static async Task<Page<AuditLine>> List(Acme acme, string action = "", string who = "") => (await new ListAudit(acme.Documents).Run(_admin, new(action, who), "", Ct)).Value();

    private static async Task<AuditCheck> Verify(Acme acme) => (await new VerifyAudit(acme.Documents).Run(_admin, Ct)).Value();

    private static DocumentKey Key(long number) => Actor.System(Acme.Id).Key(AuditEntry.Collection, AuditEntry.PositionOf(number));

    /// <summary>As somebody does who can write to the database.</summary>
    private static void Forge(Acme acme, long number, Action<JsonObject> change)
    {
        var found = acme.Data.Documents[Key(number)];
        var body = JsonNode.Parse(found.Body)!.AsObject();
        change(body);
        acme.Data.Documents[Key(number)] = found with { Body = body.ToJsonString() };
    }

    private sealed class Provider(AppendAudit append) : IServiceProvider
    {
        public object? GetService(Type serviceType) => append;
    }
}
