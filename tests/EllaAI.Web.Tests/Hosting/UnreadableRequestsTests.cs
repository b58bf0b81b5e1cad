using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

/// <summary>What no page and no program of ours sends is refused where it is read, and is no failure of the server.</summary>
public sealed class UnreadableRequestsTests(EllaApp app)
{
    public static TheoryData<string> Addresses { get; } =
    [
        "/sign-in", "/sign-out", "/forgot-password", "/join/x", "/take/x/start", "/api/auth/token", "/api/assessments", "/api/execution", "/practice/x/executions",
        "/attempts/00000000-0000-0000-0000-000000000001/journal",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_body_that_cannot_be_read_is_refused(string path)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Address };
        var wrong = new List<string>();
        foreach (var type in new[]
        {
            "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=bogus", "application/json; charset=utf-7", "application/json; charset=\"bogus\"",
            "application/json; charset=", "multipart/form-data", "multipart/form-data; boundary=" + new string('b', 200), "multipart/form-data; boundary=\"a", "text/plain", "/", "a", "",
        })
            foreach (var body in new[] { "", "{", "=", "a=%ZZ&a=%00", string.Concat(Enumerable.Repeat("a=&", 2_000)), "\ufeff{}", "--a\r\nContent-Disposition: form-data\r\n\r\n" })
            {
                using var content = new StringContent(body);
                content.Headers.Remove("Content-Type");
                if (type.Length > 0) content.Headers.TryAddWithoutValidation("Content-Type", type);
                using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, Ct);
                // Who is not signed in is nobody to sign out.
                if (path == "/sign-out" && answer.StatusCode == HttpStatusCode.Redirect) continue;
                var program = path.StartsWith("/api/", StringComparison.Ordinal) || path.Contains("s/", StringComparison.Ordinal) || path.StartsWith("/practice", StringComparison.Ordinal);
                if ((int)answer.StatusCode is < 400 or >= 500 || (program && answer.Content.Headers.ContentType?.MediaType != "application/problem+json"))
                    wrong.Add($"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} to {type} with {body.Length} characters");
            }

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("/sign-in?wait=NaN")]
    [InlineData("/sign-in?wait=1&wait=2&problem=wait")]
    [InlineData("/sign-in?wait=999999999999999999999&problem=wait")]
    [InlineData("/sign-in?change=1")]
    [InlineData("/forgot-password?sent=1")]
    [InlineData("/take/abc?sent=1&wait=x")]
    [InlineData("/sign-in?returnUrl=%00&problem=%00&said=%FF&email=%F0%28")]
    public async Task A_value_in_an_address_that_cannot_be_meant_is_as_if_it_were_not_there(string address)
    {
        using var browser = new Browser(app);
        using var page = await browser.Get(address);

        Assert.Equal(address.StartsWith("/take/", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public void Pages_take_values_of_their_address_as_texts()
    {
        var taken = typeof(Program).Assembly.GetTypes().SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(p => p.IsDefined(typeof(SupplyParameterFromQueryAttribute))).ToList();

        Assert.True(taken.Count > 20, $"{taken.Count}");
        Assert.All(taken, p => Assert.Equal(typeof(string), p.PropertyType));
    }
}
