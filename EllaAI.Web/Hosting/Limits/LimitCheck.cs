using System.Diagnostics.Metrics;
using System.Globalization;
using EllaAI.Core;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Hosting.Limits;

/// <summary>
/// Counts a request for one limit, and tells whoever asks where they stand, in the fields of
/// https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (q: quota, w: seconds of the window, r: remaining, t: seconds until it ends).
/// </summary>
internal sealed partial class LimitCheck(IRequestCounter counter, IOptions<LimitOptions> options, TimeProvider clock, LimitMeter meter, ILogger<LimitCheck> log)
{
    private const int Window = 60;
    private static readonly Problem _tooMany = new("too-many-requests", "These are too many requests in a minute. Wait a moment, then try again.", ProblemKind.TooMany);

    /// <summary>False when it was one too many, and is answered.</summary>
    public async Task<bool> Allows(HttpContext context, LimitedBy limit, string caller)
    {
        var (allowed, now) = (limit.PerMinute(options.Value), clock.GetUtcNow().ToUnixTimeSeconds());
        var (count, left) = (await counter.Add($"{limit.Name}:{caller}", now / Window, context.RequestAborted), Window - now % Window);
        Say(context.Response.Headers, limit.Name, allowed, Math.Max(0, allowed - count), left);
        if (count <= allowed) return true;
        if (count == allowed + 1) LogTooMany(limit.Name, allowed);
        meter.Refused(limit.Name);
        await Refuse(context, left);
        return false;
    }

    /// <summary>Of several limits one after the other, as a list in one field.</summary>
    private static void Say(IHeaderDictionary headers, string name, int allowed, long remaining, long left)
    {
        Add(headers, "RateLimit-Policy", string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={allowed};w={Window}"));
        Add(headers, "RateLimit", string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={remaining};t={left}"));
    }

    private static void Add(IHeaderDictionary headers, string field, string item) =>
        headers[field] = headers.TryGetValue(field, out var before) ? $"{before}, {item}" : item;

    /// <summary>A program gets a problem; for people the page about what went another way is shown behind this.</summary>
    private static async Task Refuse(HttpContext context, long seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        if (context.GetEndpoint()?.Metadata.GetMetadata<ISkipStatusCodePagesMetadata>() is not null) await _tooMany.ToHttp().ExecuteAsync(context);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody sent more than {Allowed} requests in a minute (limit {Limit}); the rest is refused until it ends")]
    private partial void LogTooMany(string limit, int allowed);
}

/// <summary>Refused requests, for the metrics.</summary>
internal sealed class LimitMeter : IDisposable
{
    private readonly Meter _meter = new("EllaAI.Limits");
    private readonly Counter<long> _refused;

    public LimitMeter() => _refused = _meter.CreateCounter<long>("ella.requests.limited", description: "Requests refused with 429, by limit.");

    public void Refused(string limit) => _refused.Add(1, KeyValuePair.Create<string, object?>("limit", limit));

    public void Dispose() => _meter.Dispose();
}
