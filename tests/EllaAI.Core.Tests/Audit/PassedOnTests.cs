using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using Xunit;

namespace EllaAI.Core.Tests.Audit;

/// <summary>What keeps an entry of a sign-in from being written twice is there as long as it can come again, and no longer.</summary>
public sealed class PassedOnTests
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mark_goes_a_week_after_its_delivery_has_arrived()
    {
        var (acme, told, inbox) = await SignedIn();
        await Handle(acme, told, inbox);
        await acme.Documents.Commit([inbox.Done], [], Ct);

        acme.Clock.Advance(PassedOn.Kept - TimeSpan.FromSeconds(1));
        Assert.Equal((0, 1), (await Forget(acme), Marks(acme)));
        acme.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 0), (await Forget(acme), Marks(acme)));
        Assert.Equal(0, await Forget(acme));
    }

    [Fact]
    public async Task While_its_delivery_may_come_again_a_mark_stays_and_the_entry_is_written_once()
    {
        var (acme, told, inbox) = await SignedIn();
        await Handle(acme, told, inbox);
        acme.Clock.Advance(TimeSpan.FromDays(400));
        // Another one that has long arrived does not have to wait for it.
        await acme.Documents.Commit([Change.Create(acme.System.Key(PassedOn.Collection, "of-an-earlier-release"), new PassedOn(acme.Clock.GetUtcNow() - TimeSpan.FromDays(30)))], [], Ct);

        Assert.Equal((1, 1), (await Forget(acme), Marks(acme)));

        await Handle(acme, told, inbox);
        Assert.Single(acme.Data.Events, e => e.Name() == "ella.audited" && JsonSerializer.Serialize(e.Data).Contains(AuditAction.SignedIn, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mark_names_nobody()
    {
        var (acme, told, inbox) = await SignedIn();
        await Handle(acme, told, inbox);

        var mark = acme.Data.Documents.Single(d => d.Key.Collection == PassedOn.Collection);
        var written = $"{mark.Key} {mark.Value.Body}";

        foreach (var text in (string[])[$"{told.Account.Value:N}", $"{told.Account.Value:D}", "Mia", "mia@"]) Assert.DoesNotContain(text, written, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(Acme Acme, AccountAudited Told, Inbox Inbox)> SignedIn()
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        var mia = await staff.Add("Mia Berg", Role.Recruiter);
        await staff.Sessions.Begin(mia.Id, "", Opening.ByPassword with { Way = SignInWay.Password }, "Firefox", "192.0.2.7", Ct);
        var e = acme.Data.Events.Last(e => e.Name() == "ella.account-audited");
        var delivery = Delivery.New(e, "NoteOfAccount.ella.account-audited", acme.Clock.GetUtcNow());
        var key = _platform.Key(Delivery.Collection, delivery.Id);
        Assert.True(await acme.Documents.Commit([Change.Create(key, delivery)], [], Ct));
        return (acme, JsonSerializer.Deserialize<AccountAudited>(JsonSerializer.Serialize(e.Data), DocumentJson.Options)!, new(e.Id, new(key, null, 1)));
    }

    private static Task Handle(Acme acme, AccountAudited told, Inbox inbox) => new NoteOfAccount(acme.Documents, acme.Clock).Handle(told, inbox, Ct);

    private static Task<int> Forget(Acme acme) => new ForgetPassedOn(acme.Documents, acme.Clock).Run(Ct);

    private static int Marks(Acme acme) => acme.Data.Documents.Count(d => d.Key.Collection == PassedOn.Collection);
}
