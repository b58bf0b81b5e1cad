using System.Net;
using System.Reflection;
using EllaAI.Core.Access;
using EllaAI.Core.Tests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>Ids that stand in a form and not in its address: those of another person answer as those of nothing.</summary>
[Collection("accounts")]
public sealed class OwnIdsTests(AccountApp accounts)
{
    private static readonly string _passkey = new('k', 43);

    /// <summary>Fields of forms, with the address that each is sent to.</summary>
    private static readonly string[] _asked =
    [
        "/account/devices/remove id", "/account/passkeys/remove id", "/account/passkeys/rename id", "/platform/act company", "/platform/act member", "/switch-company company",
    ];

    /// <summary>What a new company is called.</summary>
    private static readonly string[] _names = ["/set-up company"];
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

    [Fact]
    public async Task Nobody_switches_to_a_company_of_others_and_none_answers_otherwise_than_one_that_does_not_exist()
    {
        var email = await accounts.AddRita();
        var account = (await accounts.Account(email)).Id;
        await accounts.App.AddAccount($"hank-{Guid.NewGuid():N}@globex.example", new("globex"), Role.Owner);
        using var browser = await accounts.SignedIn(email);

        Assert.Equal(await Switch(browser, account, "nowhere"), await Switch(browser, account, "globex"));
        Assert.NotEqual(await Switch(browser, account, "nowhere"), await Switch(browser, account, "acme"));
    }

    [Fact]
    public void Every_field_of_a_form_that_names_something_is_asked_here()
    {
        string[] naming = ["id", "company", "member"];
        var taken = from route in accounts.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
                    from handler in route.Metadata.OfType<MethodInfo>()
                    from field in handler.GetParameters()
                    where field.IsDefined(typeof(FromFormAttribute), inherit: false)
                    let name = field.GetCustomAttribute<FromFormAttribute>()!.Name ?? field.Name!
                    where naming.Contains(name, StringComparer.OrdinalIgnoreCase)
                    select $"/{route.RoutePattern.RawText!.Trim('/')} {name}";

        Assert.Equal(_asked.Concat(_names).Order(StringComparer.Ordinal), taken.Distinct().Order(StringComparer.Ordinal));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Actor Self(AccountId account) => Actor.Member(account, new(new("acme"), Role.Recruiter));

    private static async Task<string> Answer(Browser browser, AccountId account, string path, string id)
    {
        using var answer = await browser.PostFormAs(account, path, ("id", id), ("name", "Mine"));
        return $"{(int)answer.StatusCode} {answer.Headers.Location}";
    }

    private static async Task<string> Switch(Browser browser, AccountId account, string company)
    {
        using var answer = await browser.PostFormAs(account, "/switch-company", ("company", company));
        return $"{(int)answer.StatusCode} {answer.Headers.Location}";
    }

    private static async Task<string> Act(Browser browser, AccountId account, string company, Guid member)
    {
        using var answer = await browser.PostFormAs(account, "/platform/act", ("company", company), ("member", member.ToString("N")), ("reason", "Because I would like to."));
        return $"{(int)answer.StatusCode} {answer.Headers.Location}";
    }
}
