using Xunit;

namespace EllaAI.Web.Tests.Hosting;

public sealed class SecurityHeadersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string scheme, bool onlyByTls)
    {
        await using var app = new EllaApp();
        app.Settings["Ella:Proxies:0"] = "127.0.0.1";
        await app.InitializeAsync();
        using var http = new HttpClient { BaseAddress = app.Address };
        foreach (var path in new[] { "/", "/sign-in", "/health", "/css/tokens.css", "/nowhere", "/attempts/1/session" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-Proto", scheme);
            using var answer = await http.SendAsync(request, Ct);
            var headers = answer.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value));
            Assert.Contains("script-src 'nonce-", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal(("nosniff", "no-referrer", "same-origin", "same-origin"),
                (headers["X-Content-Type-Options"], headers["Referrer-Policy"], headers["Cross-Origin-Opener-Policy"], headers["Cross-Origin-Resource-Policy"]));
            Assert.Equal(("none", "camera=(), microphone=(), geolocation=()"), (headers["X-Permitted-Cross-Domain-Policies"], headers["Permissions-Policy"]));
            Assert.Equal("DENY", headers["X-Frame-Options"]);
            Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal(onlyByTls, headers.ContainsKey("Strict-Transport-Security"));
            Assert.False(headers.ContainsKey("Server") || headers.ContainsKey("X-Powered-By") || headers.ContainsKey("Access-Control-Allow-Origin"));
        }
    }
}
