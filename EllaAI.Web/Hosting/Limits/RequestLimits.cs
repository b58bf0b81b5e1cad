using System.Diagnostics.Metrics;
using System.Globalization;
using EllaAI.Core;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Hosting.Limits;

/// <summary>
/// Refuses with 429 who asks too often, and tells everybody where they stand, in the fields of
/// https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (q: quota, w: seconds of the window, r: remaining, t: seconds until it ends).
/// </summary>
internal sealed partial class RequestLimits(
    RequestDelegate next, IRequestCounter counter, IOptions<LimitOptions> options, TimeProvider clock, LimitMeter meter, ILogger<RequestLimits> log)
{
    private const int Window = 60;
    private static readonly Problem _tooMany = new("too-many-requests", "These are too many requests in a minute. Wait a moment, then try again.", ProblemKind.TooMany);

    private bool _warned;

    public async Task Invoke(HttpContext context)
    {
        // Taken out of the request where it was believed.
        if (!_warned && context.Request.Headers.ContainsKey("X-Forwarded-For")) WarnOfProxy(context);
        if (Counts(context))
        {
            var (limit, caller) = Of(context);
            var (allowed, now) = (limit.PerMinute(options.Value), clock.GetUtcNow().ToUnixTimeSeconds());
            var (count, left) = (await counter.Add($"{limit.Name}:{caller}", now / Window, context.RequestAborted), Window - now % Window);
            Say(context.Response.Headers, limit.Name, allowed, Math.Max(0, allowed - count), left);
            if (count > allowed)
            {
                if (count == allowed + 1) LogTooMany(limit.Name, allowed);
                meter.Refused(limit.Name);
                await Refuse(context, left);
                return;
            }
        }

        await next(context);
    }

    private static bool Counts(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is null
        && context.Features.Get<IExceptionHandlerFeature>() is null
        && !(context.GetEndpoint()?.Metadata is { } metadata && (metadata.GetMetadata<Unlimited>() is not null || metadata.GetMetadata<StaticAssetDescriptor>() is not null));

    private static (LimitedBy Limit, string Caller) Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IHasLimit>()?.Limit is { } own && own.Caller(context) is { } caller
            ? (own, caller)
            : (LimitedBy.Address, LimitedBy.AddressOf(context));

    private static void Say(IHeaderDictionary headers, string name, int allowed, long remaining, long left)
    {
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={allowed};w={Window}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={remaining};t={left}");
    }

    /// <summary>A program gets a problem; for people the page about what went another way is shown behind this.</summary>
    private static async Task Refuse(HttpContext context, long seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        if (context.GetEndpoint()?.Metadata.GetMetadata<ISkipStatusCodePagesMetadata>() is not null) await _tooMany.ToHttp().ExecuteAsync(context);
    }

    private void WarnOfProxy(HttpContext context)
    {
        _warned = true;
        LogProxy(LimitedBy.AddressOf(context));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Address} says for whom it asks and is not among Ella:Proxies: all who come through it count as one client")]
    private partial void LogProxy(string address);

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
