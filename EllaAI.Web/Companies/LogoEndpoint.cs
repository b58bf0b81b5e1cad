using EllaAI.Core.Companies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EllaAI.Web.Companies;

/// <summary>
/// A company's logo, for pages that need no account. The bytes are somebody else's: a browser is told what they are and to look no further, and if it
/// opens them as a page, nothing in them may do anything.
/// </summary>
internal static class LogoEndpoint
{
    public static string Address(CompanyId company, string version) => $"/logos/{company.Value}/{version}";

    public static async Task<Results<FileContentHttpResult, NotFound>> Show(string company, string version, HttpContext context, ReadLogo logos, CancellationToken ct)
    {
        if (!CompanyId.IsValid(company) || await logos.Run(new(company), version, ct) is not { } logo) return TypedResults.NotFound();
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        // Another picture has another address.
        headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(logo.Bytes, logo.Type);
    }
}
