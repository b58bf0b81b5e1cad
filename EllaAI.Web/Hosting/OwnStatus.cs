using Microsoft.AspNetCore.Diagnostics;

namespace EllaAI.Web.Hosting;

internal static class OwnStatus
{
    /// <summary>Answers with this status and the page's own words, instead of the common page for it.</summary>
    public static void AnswerWith(this HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
    }
}
