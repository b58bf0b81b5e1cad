using System.Net;
using EllaAI.Core.Access;
using EllaAI.Web.Access;
using EllaAI.Web.Hosting;
using EllaAI.Web.Invitations;
using EllaAI.Web.Tests.SingleSignOn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

/// <summary>How cookies are named and protected, by http and behind https.</summary>
public sealed class CookieNamesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://ella.example.com", true)]
    [InlineData("", false)]
    public async Task Cookies_are_bound_to_the_host_and_to_tls_where_there_is_tls(string address, bool tls)
    {
        await using var app = new EllaApp();
        if (address.Length > 0) app.Settings["Ella:PublicAddress"] = address;
        await app.InitializeAsync();
        var email = $"rita-{Guid.NewGuid():N}@acme.example";
        await app.AddAccount(email);
        var token = await app.Invite();

        var set = new List<string>(Written(app, token));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Listens(app) };
        set.AddRange(await Post(http, app, tls, "/sign-in", ("email", email), ("password", EllaApp.Password)));
        set.AddRange(await Post(http, app, tls, $"/take/{token}/start", ("consent", "true")));
        using var page = await http.GetAsync(new Uri("/sign-in", UriKind.Relative), Ct);
        set.AddRange(page.Headers.GetValues("Set-Cookie"));
        set.AddRange(await Post(http, app, tls, "/sign-in/passkey/options", HttpStatusCode.OK));

        foreach (var name in new[] { "ella-session", "ella-browser", "ella-attempt-", "ella-csrf", "ella-step", "ella-device-", "ella-codes", "ella-link-", "Identity.TwoFactorUserId" })
            Assert.Contains(set, c => c.StartsWith(tls ? $"__Host-{name}" : name, StringComparison.Ordinal));
        foreach (var cookie in set) Protected(cookie, tls);
    }

    /// <summary>What keeps the way to a company's provider and back to one browser.</summary>
    [Fact]
    public async Task So_are_those_of_the_way_to_a_provider()
    {
        await using var signOn = new SignOnApp();
        signOn.App.Settings["Ella:PublicAddress"] = "https://ella.example.com";
        await signOn.InitializeAsync();
        var company = await signOn.Company();
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Listens(signOn.App) };

        using var leaving = await http.GetAsync(new Uri(company.Start, UriKind.Relative), Ct);

        Assert.Equal(HttpStatusCode.Redirect, leaving.StatusCode);
        var set = leaving.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(set, c => c.StartsWith("__Host-ella-sso-nonce-", StringComparison.Ordinal));
        Assert.Contains(set, c => c.StartsWith("__Host-ella-sso-", StringComparison.Ordinal) && !c.StartsWith("__Host-ella-sso-nonce-", StringComparison.Ordinal));
        foreach (var cookie in set) Protected(cookie, tls: true);
    }

    /// <summary>By its framework too, whichever of them it is asked to make.</summary>
    [Fact]
    public async Task So_is_every_scheme_that_keeps_somebody_in_a_cookie()
    {
        await using var app = new EllaApp();
        app.Settings["Ella:PublicAddress"] = "https://ella.example.com";
        await app.InitializeAsync();
        var schemes = await app.Services.GetRequiredService<IAuthenticationSchemeProvider>().GetAllSchemesAsync();
        var cookies = schemes.Where(s => s.HandlerType == typeof(CookieAuthenticationHandler)).Select(s => app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(s.Name).Cookie).ToList();

        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie.Name, StringComparison.Ordinal);
            var made = cookie.Build(new DefaultHttpContext());
            Assert.Equal((true, true, "/", null), (made.HttpOnly, made.Secure, made.Path, made.Domain));
            Assert.True(made.SameSite is SameSiteMode.Lax or SameSiteMode.Strict);
        });
    }

    /// <summary>Another host of the domain, or a page without TLS, can set one by the plain name.</summary>
    [Fact]
    public async Task Where_there_is_tls_a_cookie_without_the_prefix_is_not_read()
    {
        await using var app = new EllaApp();
        app.Settings["Ella:PublicAddress"] = "https://ella.example.com";
        await app.InitializeAsync();
        var (cookies, context) = (app.Services.GetRequiredService<CookieNames>(), new DefaultHttpContext());
        context.Request.Headers.Cookie = "ella-step=planted; ella-browser=planted; __Host-ella-browser=ours";

        Assert.Null(cookies.Read(context, "ella-step"));
        Assert.Equal("ours", cookies.Read(context, "ella-browser"));
    }

    private static void Protected(string cookie, bool tls)
    {
        Assert.Equal(tls, cookie.StartsWith("__Host-", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("(?i); samesite=(lax|strict)(;|$)", cookie);
        Assert.Contains("path=/;", cookie + ";", StringComparison.OrdinalIgnoreCase);
        Assert.Equal(tls, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Behind the proxy that has TLS.</summary>
    private static Uri Listens(EllaApp app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What the steps between set, by what writes them.</summary>
    private static List<string> Written(EllaApp app, string token)
    {
        var (context, account) = (new DefaultHttpContext(), new Account(new(Guid.NewGuid()), "Rita", "rita@acme.example", "", "stamp", ""));
        app.Services.GetRequiredService<SecondSteps>().Open(context, account);
        app.Services.GetRequiredService<SecondSteps>().Trust(context, account.Id).Give();
        app.Services.GetRequiredService<ShownOnce>().Put(context, "codes", account.Id, "text");
        app.Services.GetRequiredService<LinkProofs>().Add(context, token);
        return [.. context.Response.Headers.SetCookie.OfType<string>()];
    }

    private static Task<IEnumerable<string>> Post(HttpClient http, EllaApp app, bool tls, string path, params (string Name, string Value)[] fields) => Post(http, app, tls, path, HttpStatusCode.Redirect, fields);

    /// <summary>As a browser sends it, whose cookies came through TLS in front of us.</summary>
    private static async Task<IEnumerable<string>> Post(HttpClient http, EllaApp app, bool tls, string path, HttpStatusCode wanted, params (string Name, string Value)[] fields)
    {
        var tokens = app.Antiforgery();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new(tokens.FormFieldName, tokens.RequestToken!)]),
        };
        request.Headers.Add("Cookie", $"{(tls ? "__Host-" : "")}ella-csrf={tokens.CookieToken}");
        using var answer = await http.SendAsync(request, Ct);
        Assert.Equal(wanted, answer.StatusCode);
        return answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
    }
}
