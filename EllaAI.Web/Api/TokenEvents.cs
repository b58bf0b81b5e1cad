using EllaAI.Core;
using EllaAI.Core.Api;
using EllaAI.Core.Companies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace EllaAI.Web.Api;

/// <summary>A token is worth what its key is worth at this moment: looked up at each request, so that nothing is left of one that was revoked.</summary>
internal sealed class TokenEvents(FindApiKey find) : JwtBearerEvents
{
    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var http = context.HttpContext;
        if (context.SecurityToken is not JsonWebToken token || await Find(token, http.RequestAborted) is not { } found)
        {
            context.Fail("Its key is gone.");
            return;
        }

        if (found.Off is { } off)
        {
            http.Items[typeof(TokenEvents)] = off;
            context.Fail("Its company has no API.");
            return;
        }

        token.TryGetValue(ApiTokens.Scope, out string scopes);
        ApiCaller.Put(http, new(found, ApiScopes.Among(found.Key.Scopes, (scopes ?? "").Split(' ')), token.ValidTo));
        await find.Note(found, http.RequestAborted);
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var problem = context.HttpContext.Items.TryGetValue(typeof(TokenEvents), out var said) && said is Problem off ? ApiProblems.Off(off)
            : context.AuthenticateFailure is null ? ApiProblems.TokenMissing : ApiProblems.TokenRefused;
        return problem.ExecuteAsync(context.HttpContext);
    }

    private async Task<FoundApiKey?> Find(JsonWebToken token, CancellationToken ct) =>
        token.TryGetValue(ApiTokens.Company, out string company) && CompanyId.IsValid(company ?? "") && Guid.TryParse(token.Subject, out var key)
            ? await find.ById(new(company!), new(key), ct)
            : null;
}
