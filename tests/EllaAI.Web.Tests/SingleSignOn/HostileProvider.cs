using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EllaAI.Web.Tests.SingleSignOn;

/// <summary>What a token says, to be made wrong.</summary>
public sealed record Forged(string Issuer, string Audience, string Nonce, DateTime Expires, SigningCredentials? By, Dictionary<string, object> Claims)
{
    /// <summary>Says how it is signed, and is not.</summary>
    public bool Cut { get; init; }
}

/// <summary>A provider that says what no provider should.</summary>
public sealed class HostileProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Nonce, string Client)> _codes = new();

    private HostileProvider(WebApplication app) => _app = app;

    /// <summary>What is done to an honest token.</summary>
    public Func<Forged, Forged> Forge { get; set; } = honest => honest;

    /// <summary>What it calls itself; null for its address.</summary>
    public string? Name { get; set; }

    /// <summary>Where it says that tokens are; null for where they are.</summary>
    public string? TokenEndpoint { get; set; }

    public Dictionary<string, object> Person { get; } = [];

    public string Issuer => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().TrimEnd('/');

    public static async Task<HostileProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var self = new HostileProvider(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = self.Name ?? self.Issuer,
            ["authorization_endpoint"] = $"{self.Issuer}/authorize",
            ["token_endpoint"] = self.TokenEndpoint ?? $"{self.Issuer}/token",
            ["jwks_uri"] = $"{self.Issuer}/keys",
        }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { self.Key() } }));
        app.MapGet("/authorize", self.Authorize);
        app.MapPost("/token", self.Token);
        await app.StartAsync();
        return self;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private object Key()
    {
        var key = _rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
    }

    private IResult Authorize(HttpRequest request)
    {
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (request.Query["nonce"].ToString(), request.Query["client_id"].ToString());
        return Results.Redirect($"{request.Query["redirect_uri"]}{new QueryString().Add("code", code).Add("state", request.Query["state"].ToString())}");
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_codes.TryRemove(form["code"].ToString(), out var asked)) return Results.BadRequest(new { error = "invalid_grant" });
        var honest = new Forged(
            Name ?? Issuer, asked.Client, asked.Nonce, DateTime.UtcNow.AddMinutes(5), new(new RsaSecurityKey(_rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256), new(Person));
        return Results.Json(new { access_token = "x", token_type = "Bearer", expires_in = 300, id_token = Write(Forge(honest)) });
    }

    private static string Write(Forged token)
    {
        var whole = Whole(token);
        return token.Cut ? whole[..(whole.LastIndexOf('.') + 1)] : whole;
    }

    private static string Whole(Forged token) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = token.Issuer,
        Audience = token.Audience,
        IssuedAt = token.Expires.AddMinutes(-5),
        NotBefore = token.Expires.AddMinutes(-5),
        Expires = token.Expires,
        SigningCredentials = token.By,
        Claims = new Dictionary<string, object>(token.Claims) { ["nonce"] = token.Nonce },
    });
}
