using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace EllaAI.Web.Api;

/// <summary>What makes a token one of ours. Of all that the format allows, one way to sign, one type, one issuer and one audience.</summary>
internal sealed class TokenChecks(TokenKeys keys, SiteAddress site, TimeProvider clock) : IConfigureNamedOptions<JwtBearerOptions>
{
    public const string Scheme = "api";

    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(5);

    public void Configure(JwtBearerOptions options)
    {
        // Named only.
    }

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != Scheme) return;
        options.ConfigurationManager = keys;
        options.EventsType = typeof(TokenEvents);
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.IncludeErrorDetails = false;
        options.TokenValidationParameters = new()
        {
            ValidTypes = [ApiTokens.Type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidIssuer = ApiTokens.Issuer(site),
            ValidAudience = ApiTokens.Audience(site),
            // The one that it names, or none.
            TryAllIssuerSigningKeys = false,
            ClockSkew = _skew,
            LifetimeValidator = (from, until, _, _) => from is { } begins && until is { } ends && IsNow(begins, ends),
        };
    }

    private bool IsNow(DateTime from, DateTime until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return from <= now + _skew && now < until + _skew;
    }
}
