namespace EllaAI.Web.Api;

/// <summary>Metadata of an endpoint: what a program's token must hold to ask it. The use case behind it asks again, in permissions.</summary>
internal sealed record NeededScope(string Name);

internal static class NeededScopeExtensions
{
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, string scope) => endpoint
        .WithMetadata(new NeededScope(scope))
        .AddEndpointFilter((context, next) => ApiCaller.Of(context.HttpContext)?.Scopes.Contains(scope) == true
            ? next(context)
            : ValueTask.FromResult<object?>(ApiProblems.Insufficient(scope)))
        .AddEndpointFilter<NotedOrigin>();
}
