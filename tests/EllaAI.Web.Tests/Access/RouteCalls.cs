using System.Net;
using System.Text.RegularExpressions;
using EllaAI.Core.Access;
using EllaAI.Web.Attempts;
using EllaAI.Web.Tests.Api;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>Asks routes as one visitor does, and writes down all that the answer tells: status, headers and body, without ids and what is new each time.</summary>
internal sealed partial class RouteCalls(EllaApp app, Browser browser, ApiProgram? program, AccountId? account)
{
    /// <summary>They begin or end a session, which the rest of the test needs as it is.</summary>
    private static readonly string[] _sessions = ["/sign-in", "/sign-out"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static IEnumerable<(string Method, RouteEndpoint Route)> Of(EllaApp app) =>
        from route in Endpoints(app)
        let path = "/" + route.RoutePattern.RawText!.TrimStart('/')
        where !_sessions.Contains(path)
            && route.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !path.StartsWith("/_", StringComparison.Ordinal) && !path.Contains("**", StringComparison.Ordinal)
            && !path.StartsWith("/hubs/", StringComparison.Ordinal)
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
        select (method, route);

    /// <summary>Those that a circuit renders.</summary>
    public static IEnumerable<RouteEndpoint> Pages(EllaApp app) => Endpoints(app).Where(r =>
        r.Metadata.GetMetadata<ComponentTypeMetadata>() is { Type: var page } && page.IsDefined(typeof(Microsoft.AspNetCore.Authorization.AuthorizeAttribute), false)
        && !page.IsDefined(typeof(ExcludeFromInteractiveRoutingAttribute), false));

    /// <param name="ids">Ids for a parameter; each is asked for.</param>
    public async Task<string> Ask(string method, RouteEndpoint route, Func<string, IReadOnlyList<string>> ids)
    {
        var first = route.RoutePattern.Parameters.Count > 0 ? route.RoutePattern.Parameters[0].Name : null;
        var said = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in first is null ? [""] : ids(first))
        {
            var path = "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
            {
                RoutePatternLiteralPart literal => literal.Content,
                RoutePatternParameterPart parameter => parameter.Name == first ? id : ids(parameter.Name)[0],
                _ => "",
            }))));
            using var answer = await Send(method, path, id, route, ids);
            var written = await Written(answer);
            if (answer is { StatusCode: HttpStatusCode.Created, Headers.Location: { } made })
            {
                // What was made is of use once it is published.
                using var published = await Send("POST", $"{made}/publish", id, route, ids);
                written += $"\n{await Written(published)}";
            }

            said.Add(id.Length > 0 ? written.Replace(id, "ID", StringComparison.OrdinalIgnoreCase).Replace(Uri.EscapeDataString(id), "ID", StringComparison.OrdinalIgnoreCase) : written);
        }

        return string.Join('\n', said.Select(s => Changing().Replace(s, "…")).Distinct());
    }

    public async Task<string> Form(string path, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.PostFormAs(account, path, fields);
        return Changing().Replace(await Written(answer), "…");
    }

    private static IEnumerable<RouteEndpoint> Endpoints(EllaApp app) =>
        app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct();

    private async Task<HttpResponseMessage> Send(string method, string path, string id, RouteEndpoint route, Func<string, IReadOnlyList<string>> ids)
    {
        if (method != "GET" && route.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true })
            return await browser.PostFormAs(account, path, ("consent", "true"), ("handovers", "0"), ("code", "123456"), ("name", "Ann"), ("password", EllaApp.Password));
        // One body that says to each address what it wants to know.
        object body = new
        {
            name = "Ann",
            email = "ann@example.com",
            title = "New",
            durationMinutes = 30,
            questions = ids("question").Take(1),
            languages = new[] { "python" },
            key = Guid.NewGuid(),
            kind = "submit",
            question = ids("question")[0],
            language = "python",
            source = "passes 1",
            epoch = 1,
            seq = 1,
            items = Array.Empty<object>(),
            handovers = 0,
        };
        if (program is not null && path.StartsWith("/api/", StringComparison.Ordinal))
            return await program.Send(new HttpMethod(method), path, program.Token, method == "GET" ? null : body, Guid.NewGuid().ToString());
        // Even one who could make the token of our own page.
        return method == "GET" ? await browser.Get(path) : await browser.PostJson(path, body, app.Services.GetRequiredService<CandidateSessions>().CsrfToken(id));
    }

    private static async Task<string> Written(HttpResponseMessage answer)
    {
        string[] passing = ["Date", "RateLimit", "Set-Cookie", "Content-Length"];
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => !passing.Contains(h.Key)).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync(Ct)}";
    }

    /// <summary>Protected tokens and what circuits begin from, trace ids, ids asked for beside the first, times.</summary>
    [GeneratedRegex("""<!--Blazor.*?-->|nonce="[^"]*"|'nonce-[^']*'|CfDJ8[\w-]+|"traceId":"[^"]*"|"changedAt":"[^"]*"|[0-9A-Z]{13}:[0-9A-F]{8}|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}""", RegexOptions.Singleline)]
    private static partial Regex Changing();
}
