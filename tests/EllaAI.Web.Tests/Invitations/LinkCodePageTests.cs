using System.Net;
using System.Text.RegularExpressions;
using EllaAI.Core.Access;
using EllaAI.Core.Invitations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;
using EllaAI.Web.Invitations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Invitations;

/// <summary>The page that asks for the code from the mail.</summary>
public sealed partial class LinkCodePageTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_without_a_session_gets_in_with_the_code_alone_on_each_device()
    {
        using var laptop = new Browser(app);
        using var tablet = new Browser(app);
        var token = await app.InviteWithCode();

        var locked = await Text(laptop, $"/take/{token}");
        Assert.Contains("First, a code by mail", locked, StringComparison.Ordinal);
        Assert.False(locked.Contains("Ann", StringComparison.Ordinal) || locked.Contains("ann@", StringComparison.Ordinal) || locked.Contains("Locked", StringComparison.Ordinal));
        Assert.Equal($"/take/{token}?problem=code-needed", await Posted(laptop, $"/take/{token}/start", ("consent", "true")));
        using var practice = await laptop.Get($"/take/{token}/practice");
        Assert.Equal(HttpStatusCode.Redirect, practice.StatusCode);

        Assert.Equal($"/take/{token}?sent=true", await Posted(laptop, $"/take/{token}/code"));
        Assert.StartsWith($"/take/{token}?problem=code-wait&wait=", await Posted(laptop, $"/take/{token}/code"), StringComparison.Ordinal);
        var code = await Mailed();
        Assert.Equal($"/take/{token}?problem=code-wrong", await Posted(laptop, $"/take/{token}/enter", ("code", "nothing")));
        Assert.Equal($"/take/{token}", await Posted(laptop, $"/take/{token}/enter", ("code", code)));

        Assert.Contains("Start now", await Text(laptop, $"/take/{token}"), StringComparison.Ordinal);
        Assert.StartsWith("/attempts/", await Posted(laptop, $"/take/{token}/start", ("consent", "true")), StringComparison.Ordinal);
        Assert.Contains("First, a code by mail", await Text(tablet, $"/take/{token}"), StringComparison.Ordinal);
        Assert.Equal($"/take/{token}?problem=code-needed", await Posted(tablet, $"/take/{token}/continue", ("handovers", "0")));
        Assert.Contains(laptop.Cookies.GetAllCookies(), c => c.Name.Contains("ella-link-", StringComparison.Ordinal) && c.HttpOnly);
    }

    [Fact]
    public void What_was_proven_of_one_link_says_nothing_of_another_and_nothing_half_a_day_later()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var proofs = new LinkProofs(app.Services.GetRequiredService<IDataProtectionProvider>(), app.Services.GetRequiredService<CookieNames>(), clock);
        string[] links = [$"{InvitationToken.New(new("acme"))}", $"{InvitationToken.New(new("acme"))}"];
        var given = links.Select(Given).ToArray();
        Assert.True(proofs.Has(With(given[0].Name, given[0].Value), links[0]));

        // Its bearer has both links, and calls the one's proof as the other's is called.
        Assert.False(proofs.Has(With(given[1].Name, given[0].Value), links[1]));
        clock.Advance(TimeSpan.FromHours(12));
        Assert.False(proofs.Has(With(given[0].Name, given[0].Value), links[0]));

        (string Name, string Value) Given(string link)
        {
            var context = new DefaultHttpContext();
            proofs.Add(context, link);
            return context.Response.Headers.SetCookie.ToString().Split(';')[0].Split('=', 2) is [var name, var value] ? (name, value) : throw new InvalidOperationException("No cookie.");
        }
    }

    private static DefaultHttpContext With(string cookie, string value)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = $"{cookie}={value}";
        return context;
    }

    private static async Task<string?> Posted(Browser browser, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.PostForm(path, fields);
        return answer.Headers.Location?.ToString();
    }

    private static async Task<string> Text(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    private async Task<string> Mailed()
    {
        var newest = Actor.System(new("acme")).Query(Mail.Newest) with { Descending = true, Limit = 20 };
        var mails = await app.Services.GetRequiredService<IDocumentStore>().Query<Mail>(newest, Ct).ToList(Ct);
        return Digits().Match(mails.First(m => m.Subject == "Your code for Locked").Text).Value;
    }

    [GeneratedRegex("^[0-9]{6}$", RegexOptions.Multiline)]
    private static partial Regex Digits();
}
