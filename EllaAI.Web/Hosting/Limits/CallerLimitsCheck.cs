using EllaAI.Web.Api;
using Microsoft.AspNetCore.Antiforgery;

namespace EllaAI.Web.Hosting.Limits;

/// <summary>The same, once it is known who asks: people who send forms count for themselves, programs for their key and their company.</summary>
internal sealed class CallerLimitsCheck(RequestDelegate next, LimitCheck check)
{
    public async Task Invoke(HttpContext context)
    {
        if (RequestLimits.Counts(context))
            foreach (var limit in Of(context))
                if (limit.Caller(context) is { } caller && !await check.Allows(context, limit, caller)) return;
        await next(context);
    }

    private static IEnumerable<LimitedBy> Of(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata) return [];
        var own = metadata.GetOrderedMetadata<AlsoLimitedBy>().Select(also => also.Limit);
        // What asks for antiforgery is a form of ours; circuits, saves and hubs are none.
        var isForm = !HttpMethods.IsGet(context.Request.Method) && metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true };
        return isForm ? own.Append(CallerLimits.User) : own;
    }
}
