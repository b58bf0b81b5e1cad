using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EllaAI.Web.Tests.Attempts;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

/// <summary>What runs on our pages, and what browsers tell of the rest.</summary>
public sealed partial class CspReportsTests(EllaApp app)
{
    private const string Old = """{"csp-report":{"document-uri":"https://x/take/acme.secret","effective-directive":"img-src","blocked-uri":"https://evil/"}}""";
    private const string New = """[{"type":"csp-violation","body":{"effectiveDirective":"style-src-elem","documentURL":"https://x/take/acme.secret"}},{"body":{"effectiveDirective":"evil\nline"}}]""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_script_of_a_page_names_the_nonce_of_its_own_answer_and_none_stands_inline()
    {
        using var candidate = await CandidatePage.Start(app);
        var nonces = new HashSet<string>();
        foreach (var path in new[] { "/", "/sign-in", "/nowhere", $"/take/{await app.Invite()}", candidate.Path, candidate.Path })
        {
            using var answer = await candidate.Browser.Get(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            var nonce = Nonce().Match(policy).Groups[1].Value;
            var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
            var scripts = Script().Matches(html).Select(m => m.Value).Where(s => !s.Contains("application/json", StringComparison.Ordinal)).ToArray();

            Assert.NotEmpty(scripts);
            Assert.All(scripts, s => Assert.True(s.Contains($"nonce=\"{nonce}\"", StringComparison.Ordinal) && s.Contains(" src=", StringComparison.Ordinal), s));
            Assert.DoesNotMatch("<[^>]* on[a-z]+=", html);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            nonces.Add(nonce);
        }

        Assert.Equal(6, nonces.Count);
    }

    [Fact]
    public async Task Reports_are_counted_by_directive_and_nothing_of_them_is_kept()
    {
        foreach (var (body, type) in new[] { (Old, "application/csp-report"), (New, "application/reports+json") })
        {
            using var answer = await Post(app, body, type);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        using var http = new HttpClient { BaseAddress = app.Address };
        var metrics = "";
        // What was told to somebody a moment ago is told again.
        await Until.True(async () => (metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Ct)).Contains("ella_csp_violations", StringComparison.Ordinal));
        Assert.Matches("""ella_csp_violations[a-z_]*\{[^}]*directive="img-src"[^}]*\} [1-9]""", metrics);
        Assert.Matches("""ella_csp_violations[a-z_]*\{[^}]*directive="other"[^}]*\} [1-9]""", metrics);
        Assert.DoesNotContain("evil", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_report_is_refused_and_a_flood_is_too()
    {
        await using var own = new EllaApp();
        await own.InitializeAsync();
        foreach (var (body, expected) in new[] { ("", HttpStatusCode.BadRequest), ("{", HttpStatusCode.BadRequest), ("3", HttpStatusCode.NoContent), (new string(' ', 100_000), HttpStatusCode.RequestEntityTooLarge) })
        {
            using var answer = await Post(own, body, "application/csp-report");
            Assert.Equal(expected, answer.StatusCode);
        }

        var refused = 0;
        for (var i = 0; i < 130; i++)
        {
            using var answer = await Post(own, Old, "application/csp-report");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) refused++;
        }

        // Sixty in each minute; the minute may change once on the way.
        Assert.InRange(refused, 1, 129);
    }

    private static async Task<HttpResponseMessage> Post(EllaApp to, string body, string type)
    {
        using var http = new HttpClient { BaseAddress = to.Address };
        using var content = new StringContent(body, Encoding.UTF8, type);
        return await http.PostAsync(new Uri("/csp-report", UriKind.Relative), content, Ct);
    }

    [GeneratedRegex("script-src 'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();
}
