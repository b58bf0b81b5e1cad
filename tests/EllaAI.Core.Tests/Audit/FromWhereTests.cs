using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Audit;

/// <summary>From where programs and operators do things.</summary>
public sealed class FromWhereTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_acts_from_where_it_asks_and_no_other_company_sees_that()
    {
        var acme = await Acme.Open();
        var (key, origins) = (new ApiKeyId(Guid.NewGuid()), new Origins(acme.Documents, acme.Clock));
        var from = await origins.Of(Acme.Id, key, "203.0.113.7", "ats/2.1", Ct);
        Assert.Equal(from, await origins.Of(Acme.Id, key, "203.0.113.7", "ats/2.1", Ct));
        Assert.NotEqual(from, await origins.Of(Acme.Id, key, "203.0.113.8", "ats/2.1", Ct));
        var program = Actor.Program(Acme.Id, key, [ApiScopes.WriteInvitations], from);
        (await acme.Invite.Run(program, acme.Assessment.Id, "Ann", "ann@example.com", Acme.Site, Ct)).Value();
        await acme.Documents.Commit([], [new Audited(new("globex"), program.Name, AuditAction.CandidateInvited, "invitation/1", acme.Clock.GetUtcNow(), "", "") { From = from.Value.ToString("N") }], Ct);
        var logs = new Logs(acme);

        var line = (await logs.Of("acme"))[0];
        Assert.Equal((program.Name, "203.0.113.7", "ats/2.1"), (line.Entry.Actor, line.From?.Address, line.From?.Agent));
        Assert.Null((await logs.Of("globex"))[0].From);
        Assert.DoesNotContain(acme.Data.Documents.Keys, k => k is { Company: "platform", Collection: Origin.Collection });
        acme.Clock.Advance(Origin.Kept + TimeSpan.FromSeconds(1));
        Assert.Equal(2, await new ForgetOrigins(acme.Documents, acme.Clock).Run(Ct));
        Assert.Null((await logs.Of("acme"))[0].From);
    }

    [Fact]
    public async Task A_program_that_calls_itself_otherwise_each_time_is_twenty_a_day_and_told_by_its_address()
    {
        var acme = await Acme.Open();
        var (key, origins) = (new ApiKeyId(Guid.NewGuid()), new Origins(acme.Documents, acme.Clock));
        var first = await origins.Of(Acme.Id, key, "203.0.113.7", "agent", Ct);
        for (var i = 0; i < 100; i++)
        {
            acme.Clock.Advance(TimeSpan.FromMinutes(1));
            await origins.Of(Acme.Id, key, "203.0.113.8", $"agent-{i}", Ct);
        }

        Assert.Equal(20, Count(acme));
        Assert.Equal(first, await origins.Of(Acme.Id, key, "203.0.113.7", "another", Ct));
        Assert.NotEqual(first, await origins.Of(Acme.Id, key, "203.0.113.9", "another", Ct));
        await origins.Of(Acme.Id, new(Guid.NewGuid()), "203.0.113.8", "agent", Ct);
        Assert.Equal(21, Count(acme));
        acme.Clock.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(first, await origins.Of(Acme.Id, key, "203.0.113.7", "another", Ct));
        Assert.Equal(22, Count(acme));
    }

    [Fact]
    public async Task However_many_are_old_they_are_forgotten_in_one_run()
    {
        var acme = await Acme.Open();
        for (var i = 0; i <= 2_500; i++)
        {
            if (i == 2_500) acme.Clock.Advance(Origin.Kept + TimeSpan.FromSeconds(1));
            var origin = new Origin(new(Guid.NewGuid()), new(Guid.NewGuid()), "192.0.2.1", "", acme.Clock.GetUtcNow());
            await acme.Documents.Commit([Change.Create(Origin.Key(origin.Id), origin)], [], Ct);
        }

        Assert.Equal(2_500, await new ForgetOrigins(acme.Documents, acme.Clock).Run(Ct));
        Assert.Equal(1, Count(acme));
    }

    [Fact]
    public async Task From_where_an_operator_does_something_to_a_company_is_in_the_platforms_log_alone()
    {
        var acme = await Acme.Open();
        var (from, made) = await new Origins(acme.Documents, acme.Clock).Of(new(Guid.NewGuid()), "192.0.2.1", "Firefox", Ct);
        await acme.Documents.Commit(made, [], Ct);
        var olu = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin), from);
        var change = new ChangeCompany(acme.Documents, acme.Clock);
        (await change.Suspend(olu, Acme.Id, "Bills are open.", Ct)).Value();
        (await change.Restore(olu, Acme.Id, Ct)).Value();
        (await new SetFeature(acme.Documents, acme.Clock).Run(olu, Acme.Id, Feature.Api.Id, false, Ct)).Value();
        var logs = new Logs(acme);

        string[] done = [AuditAction.FeatureChanged, AuditAction.CompanyRestored, AuditAction.CompanySuspended];
        // Brought on by another commit, so it takes two rounds.
        await logs.Of("platform");
        var (theirs, platforms) = (await logs.Of("acme"), await logs.Of("platform"));
        foreach (var log in (IReadOnlyList<AuditLine>[])[theirs, platforms]) Assert.Equal(done, log.Select(l => l.Entry.Action));
        Assert.All(theirs, l => Assert.Equal((olu.Name, "", null), (l.Entry.Actor, l.Entry.From, l.From)));
        Assert.All(platforms, l => Assert.Equal((olu.Name, "192.0.2.1"), (l.Entry.Actor, l.From?.Address)));
    }

    private static int Count(Acme acme) => acme.Data.Documents.Keys.Count(k => k.Collection == Origin.Collection);
}
