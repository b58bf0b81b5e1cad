using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Hosting;

/// <summary>
/// How all cookies are named and protected. Where people reach the installation by https, they are Secure and have the prefix by which browsers
/// refuse one that another host, or a page without TLS, tries to set (https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/, section 4.1.3.2).
/// By plain http, as on one's own machine, a browser would keep neither: the same names without it.
/// </summary>
public sealed class CookieNames(SiteAddress site) : IPostConfigureOptions<CookieAuthenticationOptions>, IPostConfigureOptions<AntiforgeryOptions>
{
    private const string Prefix = "__Host-";

    private bool Tls => site.Value.Scheme == Uri.UriSchemeHttps;

    public string Of(string name) => Tls ? Prefix + name : name;

    public void Append(HttpContext context, string name, string value, TimeSpan lifetime) => context.Response.Cookies.Append(
        Of(name),
        value,
        new CookieOptions
        {
            HttpOnly = true,
            Secure = Tls || context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            MaxAge = lifetime,
            Path = "/",
        });

    public void Remove(HttpContext context, string name) =>
        context.Response.Cookies.Delete(Of(name), new CookieOptions { HttpOnly = true, Secure = Tls || context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/" });

    /// <summary>By no other name: where there is TLS, a cookie without the prefix may be anybody's.</summary>
    public string? Read(HttpContext context, string name) => context.Request.Cookies[Of(name)];

    public void PostConfigure(string? name, CookieAuthenticationOptions options) => Protect(options.Cookie);

    public void PostConfigure(string? name, AntiforgeryOptions options)
    {
        if (Tls) options.Cookie = new SecureCookie { Name = options.Cookie.Name, SameSite = options.Cookie.SameSite, IsEssential = true };
        Protect(options.Cookie);
    }

    /// <summary>Of a cookie that the framework makes: its name, and how it is protected.</summary>
    public void Protect(CookieBuilder cookie)
    {
        cookie.HttpOnly = true;
        cookie.SecurePolicy = Tls && cookie is not SecureCookie ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Domain = null;
        cookie.Path = "/";
        if (cookie.Name is { } plain && Tls && !plain.StartsWith(Prefix, StringComparison.Ordinal)) cookie.Name = Prefix + plain;
    }

    /// <summary>Secure although the request came without TLS, from a proxy that has it: with Always, forms would be refused there.</summary>
    private sealed class SecureCookie : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure = true;
            return options;
        }
    }
}
