using EllaAI.Core;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Hosting;

/// <summary>
/// A body that the framework could not read never reaches a handler. To a program it is answered as a problem too, not with a page for people.
/// </summary>
internal sealed class UnreadableRequests(RequestDelegate next)
{
    private static readonly Problem _tooLarge = new("too-large", "This is more than can be sent at once.", ProblemKind.TooLarge);
    private static readonly Problem _unreadable = new("bad-request", "This could not be read.");

    public async Task Invoke(HttpContext context)
    {
        await next(context);
        var response = context.Response;
        if (response is not { HasStarted: false, ContentType: null, StatusCode: >= 400 and < 500 }) return;
        if (context.GetEndpoint()?.Metadata.GetMetadata<ISkipStatusCodePagesMetadata>() is null) return;
        var problem = response.StatusCode == StatusCodes.Status413PayloadTooLarge ? _tooLarge : _unreadable;
        await problem.ToHttp().ExecuteAsync(context);
    }
}

internal static class UnreadableRequestsExtensions
{
    /// <summary>Programs call these addresses: no failure of theirs is answered with a page.</summary>
    public static RouteGroupBuilder AnswersProblems(this RouteGroupBuilder group) => group.WithMetadata(new SkipStatusCodePagesAttribute());
}
