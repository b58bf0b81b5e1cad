using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace EllaAI.Web.Hosting.Limits;

/// <summary>Refuses with 429 who asks too often, before it is known who that is: each request counts for an address, or an attempt.</summary>
internal sealed partial class RequestLimits(RequestDelegate next, LimitCheck check, ILogger<RequestLimits> log)
{
    private bool _warned;

    public async Task Invoke(HttpContext context)
    {
        // Taken out of the request where it was believed.
        if (!_warned && context.Request.Headers.ContainsKey("X-Forwarded-For")) WarnOfProxy(context);
        if (Counts(context))
        {
            var (limit, caller) = Of(context);
            if (!await check.Allows(context, limit, caller)) return;
        }

        await next(context);
    }

    /// <summary>False for what shows why a request failed, which was counted itself.</summary>
    public static bool Counts(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is null
        && context.Features.Get<IExceptionHandlerFeature>() is null
        && !(context.GetEndpoint()?.Metadata is { } metadata && (metadata.GetMetadata<Unlimited>() is not null || metadata.GetMetadata<StaticAssetDescriptor>() is not null));

    private static (LimitedBy Limit, string Caller) Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IHasLimit>()?.Limit is { } own && own.Caller(context) is { } caller
            ? (own, caller)
            : (LimitedBy.Address, LimitedBy.AddressOf(context));

    private void WarnOfProxy(HttpContext context)
    {
        _warned = true;
        LogProxy(LimitedBy.AddressOf(context));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Address} says for whom it asks and is not among Ella:Proxies: all who come through it count as one client")]
    private partial void LogProxy(string address);
}
