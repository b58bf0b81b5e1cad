using System.Security.Cryptography;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Hosting;

/// <summary>Headers of every answer: nothing runs, frames or is fetched that is not ours, and browsers report what they refused.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>
    /// What is the same for all pages. Two things stay allowed that a stricter policy would refuse. Style attributes (<c>style-src-attr</c>):
    /// MudBlazor and Monaco place things by them, and charts their bars; an attribute can neither run nor fetch anything that the rest does not
    /// allow. Pictures from <c>data:</c>: icons in stylesheets of MudBlazor and Monaco. <c>require-trusted-types-for</c> is not set: Blazor writes
    /// markup that it renders itself through <c>innerHTML</c> and has no policy for it.
    /// </summary>
    private const string Rest =
        "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; "
        + $"report-uri {CspReports.Path}; report-to csp";

    /// <summary>
    /// A script or a style element runs by the nonce of its own response alone: neither markup that somebody slipped in nor a file of ours that
    /// the page did not name. What modules load in turn has their nonce; style elements that scripts make get it in js/shell.js.
    /// </summary>
    private static string OfPages(string nonce) => $"script-src 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; {Rest}";

    /// <summary>Hangfire's own pages know of no nonce: files of ours, and their styles inline.</summary>
    private static readonly string _ofJobs = $"script-src 'self'; style-src 'self' 'unsafe-inline'; {Rest}";

    public Task Invoke(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(JobsDashboard.Path, StringComparison.Ordinal) ? _ofJobs : OfPages(context.CspNonce());
        headers["Reporting-Endpoints"] = $"csp=\"{CspReports.Path}\"";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Permitted-Cross-Domain-Policies"] = "none";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    }
}

internal static class CspNonceExtensions
{
    /// <summary>128 random bits, the same for the whole response: each script element of the page names it.</summary>
    public static string CspNonce(this HttpContext context) =>
        (string)(context.Items[typeof(SecurityHeaders)] ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));
}
