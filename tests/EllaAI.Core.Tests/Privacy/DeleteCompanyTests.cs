using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Privacy;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using Xunit;

namespace EllaAI.Core.Tests.Privacy;

public sealed class DeleteCompanyTests
{
    private static readonly Actor _operator = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_out_at_once_its_owners_hear_of_it_and_it_can_be_taken_back()
    {
        var (people, olga) = await Filled();
        Assert.Equal("invalid-name", (await people.Deletion.Run(_operator, Acme.Id, "Acne", "They asked", Ct)).Code());
        Assert.Equal("invalid-reason", (await people.Deletion.Run(_operator, Acme.Id, "Acme", " ", Ct)).Code());

        var going = (await people.Deletion.Run(_operator, Acme.Id, "Acme", "They asked", Ct)).Value();

        Assert.Equal(people.Acme.Clock.GetUtcNow().AddDays(7), going.Deletion!.At);
        Assert.Empty(await new ListCompaniesOf(people.Acme.Documents).Run(olga.Id, Ct));
        Assert.Contains("They asked", Assert.Single(await new ListCompaniesOf(people.Acme.Documents).Suspended(olga.Id, Ct)).Suspended, StringComparison.Ordinal);
        Assert.Contains(await Mails(people), m => m.ToAddress == olga.Email && m.Text.Contains("They asked", StringComparison.Ordinal));
        Assert.Equal("company-deletion", (await new ChangeCompany(people.Acme.Documents, people.Acme.Clock).Restore(_operator, Acme.Id, Ct)).Code());
        Assert.Equal(0, await people.Companies.Run(Ct));

        var back = (await people.Deletion.TakeBack(_operator, Acme.Id, Ct)).Value();
        Assert.Equal((null, null), (back.Deletion, back.Suspended));
        Assert.NotEmpty(await new ListCompaniesOf(people.Acme.Documents).Run(olga.Id, Ct));
    }

    [Fact]
    public async Task Whoever_sits_at_an_assessment_may_finish_it_and_nobody_begins_one()
    {
        var (people, _) = await Filled();
        var attempt = await people.Acme.StartAttempt();
        var waiting = await people.Invited("bob@example.com", "Bob Wu");
        (await people.Deletion.Run(_operator, Acme.Id, "Acme", "They asked", Ct)).Value();

        (await people.Acme.Workbooks.Run(Acme.Candidate(attempt), attempt.Id, Ct)).Value();
        (await people.Acme.Submit(attempt, people.Acme.Sum, "x = 1")).Value();
        Assert.Equal(AttemptState.Closed, (await people.Acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct)).Value().State);
        Assert.Equal("company-paused", (await people.Acme.Start.Run(waiting, true, Acme.Browser, Ct)).Code());
    }

    [Fact]
    public async Task After_seven_days_every_document_of_it_is_gone_and_of_nobody_else()
    {
        var (people, olga) = await Filled();
        var globex = people.Others("globex");
        (await people.Deletion.Run(_operator, Acme.Id, "Acme", "They asked", Ct)).Value();
        people.Acme.Clock.Advance(Deletion.Wait);
        Assert.Equal("deletion-too-late", (await people.Deletion.TakeBack(_operator, Acme.Id, Ct)).Code());

        Assert.Equal(1, await people.Companies.Run(Ct));

        Assert.DoesNotContain(people.Acme.Data.Documents.Keys, k => k.Company == "acme");
        Assert.Equal(globex, people.Others("globex"));
        Assert.NotNull(await people.Acme.Documents.Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, olga.Id), Ct));
        var receipt = Assert.Single((await people.Erasures.Run(_operator, "", Ct)).Value().Items);
        Assert.Equal((ErasureKind.Company, ErasureState.Done, Acme.Id), (receipt.Kind, receipt.State, receipt.Company!.Value));
        Assert.Equal(130, receipt.Counts["journal"]);
        Assert.Equal("acme-2", (await new CreateCompany(people.Acme.Documents, people.Acme.Clock).Run(_operator, "Acme", Ct)).Value().Id.Value);
    }

    [Fact]
    public async Task A_domain_that_it_had_proven_is_free_for_others()
    {
        var (people, _) = await Filled();
        var provider = new Provider("https://id.example", "ella", "", Role.Viewer, Guid.NewGuid()) { Domains = [new("acme.example", "token", people.Acme.Clock.GetUtcNow())] };
        await people.Acme.Documents.Commit([Change.Create((await Provider.Of(people.Acme.Documents, people.Acme.System, Ct)).Key, provider)], [], Ct);
        await people.Acme.Documents.Commit([Change.Create(DomainOwner.Key("acme.example"), new DomainOwner(Acme.Id))], [], Ct);
        (await people.Deletion.Run(_operator, Acme.Id, "Acme", "They asked", Ct)).Value();
        people.Acme.Clock.Advance(Deletion.Wait);

        await people.Companies.Run(Ct);

        Assert.Null(await people.Acme.Documents.Get<DomainOwner>(DomainOwner.Key("acme.example"), Ct));
    }

    [Fact]
    public async Task One_that_is_taken_back_while_its_deletion_begins_stays_whole()
    {
        var (people, _) = await Filled();
        (await people.Deletion.Run(_operator, Acme.Id, "Acme", "They asked", Ct)).Value();
        people.Acme.Clock.Advance(Deletion.Wait);
        var before = people.Acme.Data.Documents.Keys.Count(k => k.Company == "acme");
        // Another replica's clock is a little behind.
        people.Acme.Documents.BeforeNextCommit(async () =>
        {
            var company = (await people.Acme.Documents.Get<Company>(Company.Key(people.Acme.System), Ct))!;
            await people.Acme.Documents.Commit([Change.Update(company, company.Value with { Deletion = null, Suspended = null })], [], Ct);
        });

        await people.Companies.Run(Ct);

        Assert.Equal(before, people.Acme.Data.Documents.Keys.Count(k => k.Company == "acme"));
        Assert.DoesNotContain(people.Acme.Data.Documents.Keys, k => k.Collection is "erasure-underway" or "deleted-company");
    }

    [Fact]
    public async Task Killed_before_any_commit_it_goes_on()
    {
        for (var (commit, killed) = (1, true); killed; commit++)
        {
            var (people, _) = await Filled();
            (await people.Deletion.Run(_operator, Acme.Id, "Acme", "They asked", Ct)).Value();
            people.Acme.Clock.Advance(Deletion.Wait);
            killed = false;
            try
            {
                await new People(people.Acme, new KilledStore(people.Acme.Documents, commit), people.File).Companies.Run(Ct);
            }
            catch (KilledException)
            {
                killed = true;
            }

            await people.Companies.Run(Ct);
            Assert.DoesNotContain(people.Acme.Data.Documents.Keys, k => k.Company == "acme");
            Assert.Equal(ErasureState.Done, Assert.Single((await people.Erasures.Run(_operator, "", Ct)).Value().Items).State);
            Assert.DoesNotContain(people.Acme.Data.Documents.Keys, k => k.Collection == ErasureUnderway.Collection);
        }
    }

    [Fact]
    public async Task One_that_a_backup_brings_back_is_deleted_again()
    {
        var (people, _) = await Filled();
        var backup = people.Acme.Data.Documents.ToArray();
        (await people.Deletion.Run(_operator, Acme.Id, "Acme", "They asked", Ct)).Value();
        people.Acme.Clock.Advance(Deletion.Wait);
        await people.Companies.Run(Ct);
        people.Acme.Data.Documents.Clear();
        foreach (var (key, document) in backup) people.Acme.Data.Documents[key] = document;

        Assert.Equal(1, await people.Again.Run(Ct));
        await people.Companies.Run(Ct);

        Assert.DoesNotContain(people.Acme.Data.Documents.Keys, k => k.Company == "acme");
        Assert.True(Assert.Single((await people.Erasures.Run(_operator, "", Ct)).Value().Items).Again);
    }

    private static async Task<(People People, Account Owner)> Filled()
    {
        var acme = await Acme.Open();
        var (people, staff) = (new People(acme), new Staff(acme));
        var olga = await staff.Add("Olga Ray", Role.Owner);
        await acme.Documents.Commit([Change.Create(Company.Key(Actor.System(new("globex"))), new Company(new("globex"), "Globex"))], [], Ct);
        await staff.Add("Hank Hill", Role.Owner, "globex");
        await people.AnnLeavesAll();
        return (people, olga);
    }

    private static async Task<List<Mail>> Mails(People people) =>
        await people.Acme.Documents.Query<Mail>(people.Acme.System.Query(Mail.Newest) with { Limit = 50 }, Ct).ToList(Ct);
}
