using EllaAI.Core;
using EllaAI.Core.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace EllaAI.Web.Hosting;

/// <summary>Without its store the product says that it cannot be reached, to programs as a problem: a candidate's page keeps the work and sends it again.</summary>
internal sealed class UnreachableStore : IExceptionHandler
{
    private static readonly Problem _unreachable = new("store-unavailable", "Nothing can be read or kept right now. Try again in a moment.", ProblemKind.Unavailable);

    public static int Status(Exception e) => e is StoreUnavailableException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var asked = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        if (exception is not StoreUnavailableException || asked?.Metadata.GetMetadata<ISkipStatusCodePagesMetadata>() is null) return false;
        await _unreachable.ToHttp().ExecuteAsync(httpContext);
        return true;
    }
}
