using System.Net;
using System.Text.RegularExpressions;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Web.Tests.Access;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Xunit;

namespace EllaAI.Web.Tests.Audit;

/// <summary>What people do with their own sign-in, in the log of their company.</summary>
[Collection("accounts")]
public sealed partial class SignInAuditTests(AccountApp accounts)
{
    private static readonly Passkey _laptop = new("bGFwdG9w", "Laptop", "a2V5", 0, [], false, false, default, null);
    private static readonly Actor _acme = Actor.System(new("acme"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_in_and_every_change_of_it_is_told_with_how_and_from_where()
    {
        var email = await accounts.AddRita();
        using var browser = await accounts.SignedIn(email);
        (await browser.SubmitFrom("/account/security", "/account/password", ("current", EllaApp.Password), ("password", "purple bicycle harbour"))).Dispose();
        var key = Key().Match(await Text(browser, "/account/authenticator")).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        (await browser.SubmitFrom("/account/authenticator", "/account/authenticator", ("code", Code(key)))).Dispose();
        var recovery = CodeInPage().Match(await Text(browser, "/account/recovery-codes")).Groups[1].Value;
        (await browser.SubmitFrom("/account/security", "/account/recovery-codes")).Dispose();
        recovery = CodeInPage().Match(await Text(browser, "/account/recovery-codes")).Groups[1].Value is { Length: > 0 } renewed ? renewed : recovery;

        using var second = new Browser(accounts.App);
        (await AccountApp.SignIn(second, email, "purple bicycle harbour")).Dispose();
        (await second.PostForm("/sign-in/code", ("code", recovery), ("recovery", "true"))).Dispose();
        accounts.Clock.Advance(TimeSpan.FromSeconds(60));
        using var third = new Browser(accounts.App);
        (await AccountApp.SignIn(third, email, "purple bicycle harbour")).Dispose();
        (await third.SubmitFrom("/sign-in/code", "/sign-in/code", ("code", Code(key)), ("remember", "true"))).Dispose();
        foreach (Cookie cookie in third.Cookies.GetAllCookies())
            if (cookie.Name is "ella-session") cookie.Expired = true;
        (await AccountApp.SignIn(third, email, "purple bicycle harbour")).Dispose();
        (await third.SubmitFrom("/account/security", "/account/devices/remove")).Dispose();
        (await third.SubmitFrom("/account/security", "/account/authenticator/off", ("password", "purple bicycle harbour"))).Dispose();

        var lines = await Log(email, 10);
        Assert.Equal(
            [
                (AuditAction.SignedIn, "by password"), (AuditAction.PasswordChanged, ""), (AuditAction.SecondStepOn, ""), (AuditAction.RecoveryCodesMade, ""),
                (AuditAction.RecoveryCodeUsed, ""), (AuditAction.SignedIn, "by password and recovery code"), (AuditAction.SignedIn, "by password and code"),
                (AuditAction.SignedIn, "by password, in a remembered browser"), (AuditAction.DeviceForgotten, ""), (AuditAction.SecondStepOff, ""),
            ],
            lines.Select(l => (l.Entry.Action, l.Entry.After)));
        Assert.All(lines, l => Assert.Equal(("Rita Moreno", "127.0.0.1"), (l.Who, l.From?.Address)));
        Assert.Null((await accounts.App.Services.GetRequiredService<VerifyAudit>().Run(_acme, Ct)).Value().Broken);
    }

    [Fact]
    public async Task A_password_chosen_by_mail_and_a_passkey_taken_away_are_told()
    {
        var email = await accounts.AddRita(a => a with { Passkeys = [_laptop] });
        await accounts.App.Services.GetRequiredService<IDocumentStore>().Commit([PasskeyOwner.Create(_laptop.Id, (await accounts.Account(email)).Id)], [], Ct);
        using var browser = new Browser(accounts.App);
        (await browser.PostForm("/forgot-password", ("email", email))).Dispose();
        (await browser.SubmitFrom(AccountApp.Link(await accounts.Mail(email)), "/reset-password", ("password", "purple bicycle harbour"))).Dispose();
        (await AccountApp.SignIn(browser, email, "purple bicycle harbour")).Dispose();
        (await browser.SubmitFrom("/account/security", "/account/passkeys/remove")).Dispose();

        var lines = await Log(email, 3);

        Assert.Equal([AuditAction.PasswordReset, AuditAction.SignedIn, AuditAction.PasskeyRemoved], lines.Select(l => l.Entry.Action));
        Assert.All(lines, l => Assert.Equal("127.0.0.1", l.From?.Address));
    }

    [Fact]
    public async Task However_often_somebody_guesses_the_log_grows_by_two()
    {
        var email = await accounts.AddRita();
        using var stranger = new Browser(accounts.App);
        for (var i = 0; i < 40; i++)
        {
            (await AccountApp.SignIn(stranger, email, "a wrong password of some length")).Dispose();
            accounts.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        using var known = await accounts.SignedIn(email);
        // The entries of one person come in the order in which they were made.
        var lines = await Log(email, 3);

        Assert.Equal(
            [(Actor.Visitor, "after 5 wrong passwords in a row"), (Actor.Visitor, "after 10 wrong passwords in a row"), ($"{(await accounts.Account(email)).Id.Value:N}", "by password")],
            lines.Select(l => (l.Entry.Actor, l.Entry.After)));
    }

    /// <summary>What is told of the account, the oldest first, once there is as much.</summary>
    private async Task<IReadOnlyList<AuditLine>> Log(string email, int count)
    {
        var (target, list) = ($"account/{(await accounts.Account(email)).Id.Value:N}", accounts.App.Services.GetRequiredService<ListAudit>());
        IReadOnlyList<AuditLine> lines = [];
        await Until.True(async () => (lines = [.. (await list.Run(_acme, new(), "", Ct)).Value().Items.Where(l => l.Entry.Target == target).Reverse()]).Count >= count);
        return lines;
    }

    private string Code(string key) => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(accounts.Clock.GetUtcNow().UtcDateTime);

    private static async Task<string> Text(Browser browser, string page)
    {
        using var answer = await browser.Get(page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    [GeneratedRegex("""class="key"[^>]*>([A-Z2-7 ]+)<""")]
    private static partial Regex Key();

    [GeneratedRegex("""<code[^>]*>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>""")]
    private static partial Regex CodeInPage();
}
