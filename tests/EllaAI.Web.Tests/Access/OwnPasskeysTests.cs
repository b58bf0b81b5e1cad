using System.Net;
using System.Text.Json;
using EllaAI.Core.Access;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>What comes to the passkey forms and was signed by nobody. What a real browser signs is in the browser tests.</summary>
[Collection("accounts")]
public sealed class OwnPasskeysTests(AccountApp accounts)
{
    private const string Security = "/account/security";
    private static readonly Passkey _laptop = new("bGFwdG9w", "Laptop", "a2V5", 0, [], false, false, default, null);

    public static TheoryData<string> Nonsense { get; } = ["", "{}", "no json", "null", "[]", """{"id":"bGFwdG9w","type":"public-key","response":{}}""", new string('x', 100_000)];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_signs_nobody_in_and_adds_nothing(string credential)
    {
        var email = await accounts.AddRita(a => a with { Passkeys = [_laptop] });
        using var browser = new Browser(accounts.App);
        foreach (var asked in new[] { false, true })
        {
            if (asked) (await browser.PostForm("/sign-in/passkey/options")).Dispose();
            using var refused = await browser.PostForm("/sign-in/passkey", ("credential", credential), ("returnUrl", "//evil.example"));
            Assert.Equal("/sign-in?returnUrl=%2Fhome&problem=passkey", refused.Headers.Location!.ToString());
        }

        using var session = await accounts.SignedIn(email);
        using var added = await session.SubmitFrom(Security, "/account/passkeys", ("credential", credential), ("name", "Mine"));
        Assert.Equal("/account/security?problem=passkey&at=passkeys", added.Headers.Location!.ToString());
        Assert.False(AccountApp.IsSignedIn(browser));
        Assert.Single((await accounts.Account(email)).Passkeys);
    }

    [Fact]
    public async Task What_is_to_be_signed_is_for_the_configured_site_with_a_finger_a_face_or_a_pin_and_new_each_time()
    {
        using var browser = new Browser(accounts.App);

        var first = await browser.PostForm("/sign-in/passkey/options").Json();
        var second = await browser.PostForm("/sign-in/passkey/options").Json();

        Assert.Equal(("localhost", "required"), (first.Text("rpId"), first.Text("userVerification")));
        Assert.NotEqual(first.Text("challenge"), second.Text("challenge"));
        Assert.False(first.TryGetProperty("allowCredentials", out var allowed) && allowed.ValueKind == JsonValueKind.Array && allowed.GetArrayLength() > 0);
    }

    [Fact]
    public async Task They_are_changed_only_by_whoever_showed_a_moment_ago_who_they_are()
    {
        var email = await accounts.AddRita(a => a with { Passkeys = [_laptop] });
        using var session = await accounts.SignedIn(email);
        accounts.Clock.Advance(TimeSpan.FromMinutes(11));

        foreach (var action in new[] { "/account/passkeys", "/account/passkeys/rename", "/account/passkeys/remove" })
        {
            using var early = await session.SubmitFrom(Security, action, ("name", "Mine"), ("credential", "{}"));
            Assert.Equal("/account/confirm?returnUrl=%2Faccount%2Fsecurity", early.Headers.Location!.ToString());
        }

        Assert.Equal("Laptop", (await accounts.Account(email)).Passkeys.Single().Name);
        (await session.SubmitFrom("/account/confirm", "/account/confirm", ("password", EllaApp.Password))).Dispose();
        (await session.SubmitFrom(Security, "/account/passkeys/rename", ("id", _laptop.Id), ("name", "  \r\n" + new string('n', 500)))).Dispose();
        Assert.Equal(Passkey.MaxName, (await accounts.Account(email)).Passkeys.Single().Name.Length);
    }

    [Fact]
    public async Task The_forms_are_ours_and_of_somebody_who_is_signed_in()
    {
        using var browser = new Browser(accounts.App);
        foreach (var action in new[] { "/account/passkeys", "/account/passkeys/options", "/account/passkeys/remove", "/account/password", "/account/authenticator", "/account/recovery-codes" })
        {
            using var answer = await browser.PostForm(action, ("id", _laptop.Id));
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect, $"{action}: {answer.StatusCode}");
            if (answer.Headers.Location is { } led) Assert.Contains("/sign-in", led.ToString(), StringComparison.Ordinal);
        }

        using var session = await accounts.SignedIn(await accounts.AddRita());
        foreach (var action in new[] { "/account/passkeys/options", "/account/recovery-codes", "/account/passkeys/remove", "/account/password" })
        {
            using var foreign = await session.PostJson(action, "", null);
            Assert.InRange((int)foreign.StatusCode, 400, 499);
        }
    }
}
