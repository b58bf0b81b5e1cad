using System.Net;
using System.Text.RegularExpressions;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Web.Attempts;
using EllaAI.Web.Tests.Attempts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>
/// Every address of the product, as its route table has it, asked by people it does not concern: once with ids of what exists in another
/// company, and once with ids of nothing. What pages do in their circuits is asked of the use cases themselves.
/// </summary>
public sealed partial class EveryRouteTests(EllaApp app)
{
    /// <summary>They take no id and end or begin a session, which the rest of the test needs as it is.</summary>
    private static readonly string[] _sessions = ["/sign-in", "/sign-out"];

    public static TheoryData<string> Visitors { get; } = ["anonymous", "another candidate", "another company's recruiter"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task What_belongs_to_others_answers_exactly_as_what_does_not_exist(string visitor)
    {
        using var owner = await CandidatePage.Start(app);
        await owner.Open();
        var execution = (await owner.Execute("submit", "passes 2").Json(HttpStatusCode.Accepted)).Text("id")!;
        await owner.Finished(execution);
        using var browser = await Visitor(visitor);
        var asked = 0;

        foreach (var (method, route) in Routes())
        {
            var (foreign, missing) = (await Ask(browser, method, route, i => Existing(i, owner, execution)), await Ask(browser, method, route, Missing));
            Assert.True(foreign == missing, $"{method} {route.RoutePattern.RawText} tells the two apart:\n{foreign}\n---\n{missing}");
            Secrets.AreNotIn(foreign);
            asked++;
        }

        Assert.True(asked > 20, $"Only {asked} routes were asked.");
    }

    private IEnumerable<(string Method, RouteEndpoint Route)> Routes() =>
        from route in app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct()
        let path = "/" + route.RoutePattern.RawText!.TrimStart('/')
        where route.RoutePattern.Parameters.Count > 0 && !_sessions.Contains(path)
            && route.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !path.StartsWith("/_", StringComparison.Ordinal) && !path.Contains("**", StringComparison.Ordinal)
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
        select (method, route);

    private async Task<Browser> Visitor(string visitor)
    {
        if (visitor == "another candidate") return (await CandidatePage.Start(app)).Browser;
        var browser = new Browser(app);
        if (visitor == "anonymous") return browser;
        var email = $"gina-{Guid.NewGuid():N}@globex.example";
        await app.AddAccount(email, new CompanyId("globex"));
        (await browser.PostForm("/sign-in", ("email", email), ("password", EllaApp.Password))).Dispose();
        Assert.Contains(browser.Cookies.GetAllCookies(), c => c.Name == "ella-session");
        return browser;
    }

    /// <summary>An id of acme's: of each kind that the route may mean, one after the other.</summary>
    private IReadOnlyList<string> Existing(string parameter, CandidatePage owner, string execution) => parameter.ToLowerInvariant() switch
    {
        "id" => [owner.Attempt.Value.ToString("N"), app.Question.Id.Value.ToString("N"), app.Assessment.Id.Value.ToString("N")],
        "attempt" => [owner.Attempt.Value.ToString("N")],
        "execution" => [Guid.Parse(execution).ToString("N")],
        // The link itself is what opens; of others one knows the company at most.
        "token" => [InvitationToken.New(new("acme")).ToString()],
        _ => throw new InvalidOperationException($"Say here what exists for {{{parameter}}}."),
    };

    private static IReadOnlyList<string> Missing(string parameter) =>
        parameter.Equals("token", StringComparison.OrdinalIgnoreCase) ? [InvitationToken.New(new("nowhere")).ToString()] : [Guid.NewGuid().ToString("N")];

    private async Task<string> Ask(Browser browser, string method, RouteEndpoint route, Func<string, IReadOnlyList<string>> ids)
    {
        var names = route.RoutePattern.Parameters.Select(p => p.Name).ToArray();
        var said = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var first in ids(names[0]))
        {
            var path = "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
            {
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => parameter.Name == names[0] ? first : ids(parameter.Name)[0],
                _ => "",
            }))));
            // Even one who could make the token of our own page.
            var csrf = app.Services.GetRequiredService<CandidateSessions>().CsrfToken(first);
            using var answer = method == "GET" ? await browser.Get(path) : await browser.PostJson(path, new { }, csrf);
            var body = await answer.Content.ReadAsStringAsync(Ct);
            said.Add($"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {answer.Headers.Location}\n{body}".Replace(first, "ID", StringComparison.OrdinalIgnoreCase));
        }

        return string.Join('\n', said.Select(s => Changing().Replace(s, "…")).Distinct());
    }

    /// <summary>Protected tokens and what circuits begin from, trace ids, ids asked for beside the first.</summary>
    [GeneratedRegex("""<!--Blazor.*?-->|nonce="[^"]*"|CfDJ8[\w-]+|"traceId":"[^"]*"|[0-9A-Z]{13}:[0-9A-F]{8}|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}""", RegexOptions.Singleline)]
    private static partial Regex Changing();
}
