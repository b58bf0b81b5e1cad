using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Tests;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>Ids that stand in a form and not in its address: those of another person answer as those of nothing.</summary>
[Collection("accounts")]
public sealed class OwnIdsTests(AccountApp accounts)
{
    private static readonly string _passkey = new('k', 43);
    private readonly Guid _device = Guid.NewGuid();

    [Fact]
    public async Task Devices_and_passkeys_of_another_person_answer_as_those_that_do_not_exist()
    {
        var now = accounts.Clock.GetUtcNow();
        var other = await accounts.AddRita(account => account with
        {
            Devices = [new(_device, "Firefox on Linux", "hash", now, now.AddDays(30))],
            Passkeys = [new(_passkey, "Theirs", "key", 1, [], false, false, now, null)],
        });
        var before = await accounts.Account(other);
        var email = await accounts.AddRita();
        var account = (await accounts.Account(email)).Id;
        using var browser = await accounts.SignedIn(email);

        foreach (var (path, theirs, missing) in new[]
        {
            ("/account/devices/remove", _device.ToString(), Guid.NewGuid().ToString()),
            ("/account/passkeys/remove", _passkey, new string('n', 43)),
            ("/account/passkeys/rename", _passkey, new string('n', 43)),
        })
            Assert.Equal(await Answer(browser, account, path, missing), await Answer(browser, account, path, theirs));

        var after = await accounts.Account(other);
        Assert.Equal((before.Devices.Single(), before.Passkeys.Single().Name), (after.Devices.Single(), after.Passkeys.Single().Name));
    }

    [Fact]
    public async Task A_session_of_another_person_answers_as_one_that_does_not_exist_and_stays()
    {
        var (email, other) = (await accounts.AddRita(), await accounts.AddRita());
        var (self, them) = (Self((await accounts.Account(email)).Id), Self((await accounts.Account(other)).Id));
        using var browser = await accounts.SignedIn(other);
        var sessions = accounts.App.Services.GetRequiredService<OwnSessions>();
        var theirs = Assert.Single((await sessions.List(them, null, Ct)).Value());

        var (missing, foreign) = (await sessions.End(self, new(Guid.NewGuid()), null, Ct), await sessions.End(self, theirs.Id, null, Ct));

        Assert.Equal(missing.Code(), foreign.Code());
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account/security")).StatusCode);
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Recruiter)]
    public async Task Who_may_not_act_as_others_learns_of_no_company_and_no_member(Role role)
    {
        var (email, other) = ($"sam-{Guid.NewGuid():N}@acme.example", $"hank-{Guid.NewGuid():N}@globex.example");
        var account = await accounts.App.AddAccount(email, role: role);
        var theirs = await accounts.App.AddAccount(other, new("globex"), Role.Owner);
        using var browser = await accounts.SignedIn(email);

        Assert.Equal(await Act(browser, account, "nowhere", Guid.NewGuid()), await Act(browser, account, "globex", theirs.Value));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Actor Self(AccountId account) => Actor.Member(account, new(new("acme"), Role.Recruiter));

    private static async Task<string> Answer(Browser browser, AccountId account, string path, string id)
    {
        using var answer = await browser.PostFormAs(account, path, ("id", id), ("name", "Mine"));
        return $"{(int)answer.StatusCode} {answer.Headers.Location}";
    }

    private static async Task<string> Act(Browser browser, AccountId account, string company, Guid member)
    {
        using var answer = await browser.PostFormAs(account, "/platform/act", ("company", company), ("member", member.ToString("N")), ("reason", "Because I would like to."));
        return $"{(int)answer.StatusCode} {answer.Headers.Location}";
    }
}
