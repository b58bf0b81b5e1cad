using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
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

        var set = new List<string>();
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        set.AddRange(await Post(http, app, tls, "/sign-in", ("email", email), ("password", EllaApp.Password)));
        set.AddRange(await Post(http, app, tls, $"/take/{token}/start", ("consent", "true")));
        using var page = await http.GetAsync(new Uri("/sign-in", UriKind.Relative), Ct);
        set.AddRange(page.Headers.GetValues("Set-Cookie"));

        foreach (var name in new[] { "ella-session", "ella-attempt-", "ella-csrf" })
        {
            var cookie = Assert.Single(set, c => c.StartsWith(tls ? $"__Host-{name}" : name, StringComparison.Ordinal));
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("path=/;", cookie + ";", StringComparison.OrdinalIgnoreCase);
            Assert.Equal(tls, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>As a browser sends it, whose cookies came through TLS in front of us.</summary>
    private static async Task<IEnumerable<string>> Post(HttpClient http, EllaApp app, bool tls, string path, params (string Name, string Value)[] fields)
    {
        var tokens = app.Antiforgery();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new(tokens.FormFieldName, tokens.RequestToken!)]),
        };
        request.Headers.Add("Cookie", $"{(tls ? "__Host-" : "")}ella-csrf={tokens.CookieToken}");
        using var answer = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
    }
}
