using EllaAI.Core.Access;
using EllaAI.Web.Hosting.Limits;

namespace EllaAI.Web.Api;

/// <summary>
/// From where a program asks, for what may end in the log: most of what programs do is reading. Behind limits and scopes, so that who may do nothing leaves nothing.
/// </summary>
internal sealed partial class NotedOrigin(Origins origins, ILogger<NotedOrigin> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // Handlers hold the same caller already.
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && ApiCaller.Of(http) is { } caller) caller.From = await From(http, caller);
        return await next(context);
    }

    private async Task<OriginId?> From(HttpContext http, ApiCaller caller)
    {
        try
        {
            return await origins.Of(caller.Found.Company, caller.Found.Key.Id, LimitedBy.AddressOf(http), http.Request.Headers.UserAgent.ToString(), http.RequestAborted);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            // What the program wants is worth more than from where.
            LogUnknown(e);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "From where a program asks could not be noted")]
    private partial void LogUnknown(Exception e);
}
