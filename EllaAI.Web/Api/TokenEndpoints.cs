using EllaAI.Core;
using EllaAI.Core.Api;
using EllaAI.Web.Hosting;
using EllaAI.Web.Hosting.Limits;

namespace EllaAI.Web.Api;

/// <summary>How programs get tokens and look at them, and by what others know them for ours.</summary>
internal static class TokenEndpoints
{
    private static readonly Problem _unreadable = new("bad-request", "This form could not be read.");

    public static void Map(WebApplication app)
    {
        app.MapGroup("/api/auth/token").AnswersProblems().DisableAntiforgery().LimitedBy(LimitedBy.Tokens).MapPost("", Give);
        app.MapGroup("/.well-known/jwks.json").AnswersProblems().MapGet("", Keys);
    }

    private static async Task<IResult> Give(HttpContext http, FindApiKey find, ApiTokens tokens, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await ShownKey.Read(http, ct) is not { } shown) return _unreadable.ToHttp();
        if (shown.Grant is not (null or "client_credentials")) return ApiProblems.NoSuchGrant;
        if (shown.Secret.Length == 0) return ApiProblems.KeyMissing;
        if (await find.BySecret(shown.Secret, ct) is not { } found) return ApiProblems.KeyRefused;
        if (found.Off is { } off) return ApiProblems.Off(off);
        var wanted = shown.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Except(found.Key.Scopes).Any()) return ApiProblems.NoSuchScope;
        var token = await tokens.Make(found, wanted.Length == 0 ? found.Key.Scopes : ApiScopes.Among(found.Key.Scopes, wanted), ct);
        await find.Note(found, ct);
        // The names are OAuth's.
        return TypedResults.Ok(new Dictionary<string, object>
        {
            ["access_token"] = token.Text,
            ["token_type"] = "Bearer",
            ["expires_in"] = token.ExpiresIn,
            ["scope"] = string.Join(' ', token.Scopes),
        });
    }

    /// <summary>Who am I.</summary>
    public static IResult Verify(ApiCaller caller) => TypedResults.Ok(new
    {
        Company = new { Id = caller.Found.Company.Value, Name = caller.Found.CompanyName },
        Key = new { caller.Found.Key.Id, caller.Found.Key.Name, caller.Found.Key.ExpiresAt },
        caller.Scopes,
        ExpiresAt = caller.Until,
    });

    private static async Task<IResult> Keys(HttpContext http, UseSigningKeys keys, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new
        {
            Keys = (await keys.Known(ct)).Select(k => new { Kty = "EC", Use = "sig", Alg = "ES256", Crv = "P-256", Kid = k.Id, k.X, k.Y }),
        });
    }
}
