using System.Diagnostics.Metrics;
using System.Text.Json;
using EllaAI.Web.Hosting.Limits;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Hosting;

/// <summary>
/// What browsers refused because of our Content-Security-Policy: counted by directive, and logged without anything that is personal or chosen by
/// whoever sends it. Addresses are not kept: those of candidates' pages hold the secret of their link.
/// </summary>
internal sealed partial class CspReports(ILogger<CspReports> log)
{
    public const string Path = "/csp-report";
    private const int MaxBytes = 16 * 1024;
    private const int MaxReports = 20;

    private static readonly HashSet<string> _directives =
    [
        "default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr", "img-src", "font-src",
        "connect-src", "worker-src", "object-src", "base-uri", "form-action", "frame-ancestors", "frame-src", "media-src", "manifest-src",
    ];

    // One of the process, as instruments should be: whoever reads them keeps one stream of a name, and ends it with the first that is disposed of.
    private static readonly Meter _meter = new("EllaAI.Csp");

    private static readonly Counter<long> _violations =
        _meter.CreateCounter<long>("ella.csp.violations", description: "What browsers refused and reported, by directive of the policy.");

    public static void Map(WebApplication app) => app.MapPost(Path, Receive)
        .DisableAntiforgery()
        .LimitedBy(new LimitedBy("csp-report", _ => 60, LimitedBy.AddressOf))
        .WithMetadata(new RequestSizeLimitAttribute(MaxBytes), new SkipStatusCodePagesAttribute());

    private static async Task<IResult> Receive(HttpRequest request, CspReports reports, CancellationToken ct)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, new() { MaxDepth = 8 }, ct);
            foreach (var directive in Directives(body.RootElement).Take(MaxReports)) reports.Count(directive);
            return TypedResults.NoContent();
        }
        catch (JsonException)
        {
            return TypedResults.BadRequest();
        }
        catch (BadHttpRequestException e)
        {
            return TypedResults.StatusCode(e.StatusCode);
        }
    }

    /// <summary>Of both forms: one <c>csp-report</c>, and a list of the Reporting API's reports.</summary>
    private static IEnumerable<string> Directives(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root.EnumerateArray().Select(report => Text(Member(report, "body"), "effectiveDirective")),
        JsonValueKind.Object => [Text(Member(root, "csp-report"), "effective-directive")],
        _ => [],
    };

    private static JsonElement? Member(JsonElement? of, string name) => of is { ValueKind: JsonValueKind.Object } some && some.TryGetProperty(name, out var found) ? found : null;

    /// <summary>Compared as it was written, for not all that stands between quotes is text.</summary>
    private static string Text(JsonElement? of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } text && text.GetRawText() is var raw && _directives.FirstOrDefault(d => raw.AsSpan(1, raw.Length - 2).SequenceEqual(d)) is { } known ? known : "other";

    private void Count(string directive)
    {
        _violations.Add(1, KeyValuePair.Create<string, object?>("directive", directive));
        LogViolation(directive);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A browser refused something on one of our pages: {Directive}")]
    private partial void LogViolation(string directive);
}
