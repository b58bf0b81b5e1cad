using Microsoft.AspNetCore.Diagnostics;

namespace EllaAI.Web.Hosting;

internal static class OwnStatus
{
    /// <summary>Answers with this status and the page's own words, instead of the common page for it.</summary>
    public static void AnswerWith(this HttpContext context, int status)
    {
        // At the last moment: Blazor draws nothing once it sees 404.
        context.Response.OnStarting(() =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
    }
}
