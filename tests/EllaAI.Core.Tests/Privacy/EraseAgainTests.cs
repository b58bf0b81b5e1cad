using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Privacy;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using Xunit;

namespace EllaAI.Core.Tests.Privacy;

/// <summary>An older state of the documents is brought back; the ledger's file is what it was.</summary>
public sealed class EraseAgainTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_a_backup_brings_back_is_erased_again_with_a_receipt_that_says_so()
    {
        var acme = await Acme.Open();
        var people = new People(acme);
        await people.AnnLeavesAll();
        var backup = acme.Data.Documents.ToArray();
        await Erase(people);
        Assert.Equal(0, await people.Again.Run(Ct));

        Restore(acme, backup);
        Assert.NotEmpty(people.LeftOfAnn());
        Assert.Equal(1, await people.Again.Run(Ct));
        foreach (var waiting in await people.Erasures.Unfinished(Ct)) await people.Run.Run(Actor.System(waiting.Company), new(waiting.Id), Ct);

        Assert.Empty(people.LeftOfAnn());
        var receipt = Assert.Single((await people.Erasures.Run(people.Admin, "", Ct)).Value().Items);
        Assert.Equal((true, ErasureState.Done, "system"), (receipt.Again, receipt.State, receipt.By));
        Assert.Equal(0, await people.Again.Run(Ct));
    }

    [Fact]
    public async Task What_came_after_the_erasure_stays()
    {
        var acme = await Acme.Open();
        var people = new People(acme);
        await people.AnnLeavesAll();
        var backup = acme.Data.Documents.ToArray();
        await Erase(people);
        Restore(acme, backup);
        acme.Clock.Advance(TimeSpan.FromDays(1));
        await people.Invited("ann@example.com", "Ann Lee");

        await people.Again.Run(Ct);
        foreach (var waiting in await people.Erasures.Unfinished(Ct)) await people.Run.Run(Actor.System(waiting.Company), new(waiting.Id), Ct);

        Assert.Equal((1, 1), ((await people.Find.Run(people.Admin, "ann@example.com", Ct)).Value().Counts["invitation"], (await people.Find.Run(people.Admin, "ann@example.com", Ct)).Value().Counts["mail"]));
    }

    [Fact]
    public async Task Another_replicas_file_learns_it_from_the_documents()
    {
        var acme = await Acme.Open();
        var (people, other) = (new People(acme), new MemoryErasureFile());
        await people.AnnLeavesAll();
        var backup = acme.Data.Documents.ToArray();
        await Erase(people);
        await new People(acme, file: other).Again.Run(Ct);

        Restore(acme, backup);
        Assert.Equal(1, await new People(acme, file: other).Again.Run(Ct));
    }

    [Fact]
    public async Task A_member_who_came_back_as_the_last_owner_goes_all_the_same()
    {
        var acme = await Acme.Open();
        var (people, staff) = (new People(acme), new Staff(acme));
        var olga = await staff.Add("Olga Ray", Role.Owner);
        var backup = acme.Data.Documents.ToArray();
        await staff.Add("Pia Lund", Role.Owner);
        var asked = (await people.Ask.Self(olga, Ct)).Value();
        await people.Run.Run(Actor.System(CompanyId.Platform), asked.Id, Ct);

        Restore(acme, backup);
        Assert.Equal(1, await people.Again.Run(Ct));
        foreach (var waiting in await people.Erasures.Unfinished(Ct)) await people.Run.Run(Actor.System(waiting.Company), new(waiting.Id), Ct);

        Assert.Empty(People.Left(acme.Data, "olga@example.com", "Olga Ray"));
    }

    [Theory]
    [InlineData("mail")]
    [InlineData("member-invitation")]
    public async Task Somebody_of_whom_a_backup_brings_back_one_thing_alone_is_erased_again(string collection)
    {
        var acme = await Acme.Open();
        var people = new People(acme);
        await people.Invited("ann@example.com", "Ann Lee");
        await new Staff(acme).Invited("ann@example.com");
        var backup = acme.Data.Documents.ToArray();
        await Erase(people);

        Restore(acme, backup.Where(d => d.Key.Collection == collection || d.Key.Collection is not ("invitation" or "mail" or "member-invitation")));
        Assert.NotEmpty(people.LeftOfAnn());
        Assert.Equal(1, await people.Again.Run(Ct));
        foreach (var waiting in await people.Erasures.Unfinished(Ct)) await people.Run.Run(Actor.System(waiting.Company), new(waiting.Id), Ct);

        Assert.Empty(people.LeftOfAnn());
    }

    private static async Task Erase(People people)
    {
        var asked = (await people.Ask.Candidate(people.Admin, "ann@example.com", true, Ct)).Value();
        await people.Run.Run(people.Acme.System, asked.Id, Ct);
        Assert.Empty(people.LeftOfAnn());
    }

    private static void Restore(Acme acme, IEnumerable<KeyValuePair<Core.Storage.DocumentKey, (long, int, string)>> backup)
    {
        acme.Data.Documents.Clear();
        foreach (var (key, document) in backup) acme.Data.Documents[key] = document;
    }
}
