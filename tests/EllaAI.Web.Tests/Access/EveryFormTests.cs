using System.Net;
using EllaAI.Core.Access;
using EllaAI.Web.Tests.Attempts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>Whatever changes something, as the route table has it: asked with a visitor's cookies, as a page of another site can, and much too large.</summary>
public sealed class EveryFormTests(EllaApp app)
{
    /// <summary>Addresses that take what comes without a token of ours, each with the reason.</summary>
    private static readonly Dictionary<string, string> _open = new()
    {
        ["/csp-report"] = "browsers send it by themselves; it is counted, and nothing is kept of it",
        ["/api/auth/token"] = "it asks for an API key, which no browser sends along",
        // Of Blazor and SignalR; ForeignOriginsTests holds them.
        ["/_blazor"] = "the page that it comes from is looked at",
        ["/_blazor/negotiate"] = "the page that it comes from is looked at",
        ["/_blazor/disconnect"] = "it ends a circuit whose secret one has to know",
        ["/_blazor/initializers"] = "it reads which scripts there are",
        ["/hubs/attempt"] = "the page that it comes from is looked at",
        ["/hubs/attempt/negotiate"] = "the page that it comes from is looked at",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("CfDJ8-this-is-none")]
    public async Task Whoever_brings_cookies_and_no_token_of_ours_changes_nothing(string? token)
    {
        var (email, account) = ($"rita-{Guid.NewGuid():N}@acme.example", default(AccountId));
        account = await app.AddAccount(email, role: Role.Owner);
        using var member = new Browser(app);
        (await member.PostForm("/sign-in", ("email", email), ("password", EllaApp.Password))).Dispose();
        using var candidate = await CandidatePage.Start(app);
        // The cookie that goes with a token is there too.
        (await member.PostFormAs(account, "/switch-company", ("company", "acme"))).Dispose();
        var (asked, wrong) = (0, new List<string>());

        foreach (var (method, path) in Changing().Where(r => !_open.ContainsKey(r.Path)))
            foreach (var browser in new[] { member, candidate.Browser })
            {
                using var form = await Send(browser, method, path, candidate, new FormUrlEncodedContent([new("consent", "true"), new("name", "Ann"), new("__RequestVerificationToken", token ?? "")]), token);
                using var json = await Send(browser, method, path, candidate, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), token);
                foreach (var answer in new[] { form, json }.Where(a => !Refuses(path, a)))
                    wrong.Add($"{method} {path} answers {(int)answer.StatusCode} {answer.Headers.Location} without a token of ours.");
                asked++;
            }

        Assert.Equal("", string.Join('\n', wrong));
        Assert.True(asked > 60, $"Only {asked} were asked.");
        Assert.Equal(HttpStatusCode.OK, (await member.Get("/account/security")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await candidate.Post("session")).StatusCode);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_in_one_way()
    {
        using var candidate = await CandidatePage.Start(app);
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        var wrong = new List<string>();
        foreach (var (method, path) in Changing().Where(r => !r.Path.StartsWith("/_blazor", StringComparison.Ordinal) && !r.Path.StartsWith("/hubs/", StringComparison.Ordinal)))
        {
            using var answer = await SendLarge(http, method, Filled(path, candidate));
            var told = await answer.Content.ReadAsStringAsync(Ct);
            var says = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? told.Contains("too-large", StringComparison.Ordinal) : told.Contains("That was too large", StringComparison.Ordinal);
            if (answer.StatusCode != HttpStatusCode.RequestEntityTooLarge || !says) wrong.Add($"{method} {path} answers {(int)answer.StatusCode} {answer.Content.Headers.ContentType} to more than it takes.");
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_form_that_does_not_say_how_large_it_is_is_refused_just_so()
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new StringContent("email=" + new string('a', 1 << 20), System.Text.Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public void Nothing_stands_open_that_is_not_there() =>
        Assert.Empty(_open.Keys.Except(Changing().Select(r => r.Path)));

    [Fact]
    public void Every_address_that_leads_on_is_one_whose_leading_is_tried()
    {
        string[] asked =
        [
            "/account/confirm", "/sign-in", "/sign-in/code", "/sign-in/company", "/sign-in/passkey", "/sign-in/sso/{company}", "/sign-out",
        ];
        var leading = Routes().Where(r => r.Route.Metadata.OfType<System.Reflection.MethodInfo>().SelectMany(m => m.GetParameters()).Any(p => IsWhere(p.Name!))
                || r.Route.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is { Type: var page }
                    && page.GetProperties(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic).Any(p => IsWhere(p.Name)))
            .Select(r => r.Path);

        Assert.Equal(asked, leading.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SignInTests.ElsewhereAddresses), MemberType = typeof(SignInTests))]
    public async Task Pages_and_forms_that_lead_on_name_no_other_site(string elsewhere)
    {
        var email = $"rita-{Guid.NewGuid():N}@acme.example";
        var account = await app.AddAccount(email);
        using var browser = new Browser(app);
        (await browser.PostForm("/sign-in", ("email", email), ("password", EllaApp.Password))).Dispose();
        using var nobody = new Browser(app);
        var query = $"?returnUrl={Uri.EscapeDataString(elsewhere)}";
        using var right = await browser.PostFormAs(account, "/account/confirm", ("password", EllaApp.Password), ("returnUrl", elsewhere));
        using var wrong = await browser.PostFormAs(account, "/account/confirm", ("password", "wrong"), ("returnUrl", elsewhere));
        using var company = await nobody.PostForm("/sign-in/company", ("email", email), ("returnUrl", elsewhere));
        using var passkey = await nobody.PostForm("/sign-in/passkey", ("credential", "{}"), ("returnUrl", elsewhere));
        using var code = await nobody.PostForm("/sign-in/code", ("code", "123456"), ("returnUrl", elsewhere));
        using var sso = await nobody.Get($"/sign-in/sso/nowhere{query}");
        // Whoever is signed in already is led on by the page itself.
        using var page = await browser.Get($"/sign-in{query}");

        foreach (var location in new[] { right, wrong, company, passkey, code, sso, page }.Select(a => a.Headers.Location?.OriginalString).OfType<string>())
        {
            var read = location.Replace('\\', '/').Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
            Assert.Equal(app.Address.Authority, new Uri(app.Address, read).Authority);
            Assert.DoesNotContain("returnUrl=//", Uri.UnescapeDataString(read).Replace('\\', '/'), StringComparison.Ordinal);
        }
    }

    private static bool IsWhere(string name) => ((string[])["returnurl", "returnto", "redirect", "redirecturl", "redirecturi", "next", "continue", "target", "url"]).Contains(name.ToLowerInvariant());

    private static bool Refuses(string path, HttpResponseMessage answer) => path.StartsWith("/api/", StringComparison.Ordinal)
        ? answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.UnsupportedMediaType
        : answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound
            // Nobody can be signed out who is not signed in.
            || (path == "/sign-out" && answer.Headers.Location?.ToString() == "/")
            // Whoever is nobody there is led to sign in, before anything is looked at.
            || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString() is var to && (to.Contains("/sign-in?returnUrl=", StringComparison.Ordinal) || to.Contains("/forbidden", StringComparison.Ordinal)));

    private static string Filled(string path, CandidatePage candidate) => path
        .Replace("{id:guid}", candidate.Attempt.Value.ToString("N"), StringComparison.Ordinal)
        .Replace("{token}", candidate.Token, StringComparison.Ordinal)
        .Replace("{company}", "acme", StringComparison.Ordinal) is var filled ? System.Text.RegularExpressions.Regex.Replace(filled, "\\{[^}]*\\}", Guid.NewGuid().ToString("N")) : "";

    private async Task<HttpResponseMessage> Send(Browser browser, string method, string path, CandidatePage candidate, HttpContent content, string? token)
    {
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = browser.Cookies, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Filled(path, candidate), UriKind.Relative)) { Content = content };
        if (token is not null) request.Headers.Add("X-CSRF-TOKEN", token);
        return await http.SendAsync(request, Ct);
    }

    /// <summary>Asks first, as clients do that send much.</summary>
    private static async Task<HttpResponseMessage> SendLarge(HttpClient http, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative))
        {
            Content = new StringContent(new string('a', (1 << 20) + 1), System.Text.Encoding.UTF8, path.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "application/x-www-form-urlencoded"),
        };
        request.Headers.ExpectContinue = true;
        return await http.SendAsync(request, Ct);
    }

    private IEnumerable<(string Method, string Path)> Changing() =>
        from found in Routes()
        where found.Path.Length > 1 && !found.Path.Contains("**", StringComparison.Ordinal) && found.Route.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null
        from method in found.Route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["POST"]
        where method is not ("GET" or "HEAD" or "OPTIONS" or "CONNECT")
        select (method, found.Path);

    private IEnumerable<(string Path, RouteEndpoint Route)> Routes() =>
        app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct().Select(r => ("/" + r.RoutePattern.RawText!.Trim('/'), r));
}
