using EllaAI.Core.Api;
using EllaAI.Web.Hosting;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Operations;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Api;

/// <summary>Other programs of companies: their keys, the tokens that they get for them, and what they ask.</summary>
public static class ApiFeature
{
    /// <summary>A token and nothing else: whoever is signed in by a cookie is nobody here, so that no page of another site can ask in their name.</summary>
    private static readonly AuthorizationPolicy _programs = new AuthorizationPolicyBuilder(TokenChecks.Scheme).RequireAuthenticatedUser().Build();

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddJwtBearer(TokenChecks.Scheme, _ => { });
        return services
            .AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenChecks>()
            .AddScoped<TokenEvents>()
            .AddSingleton<TokenKeys>()
            .AddSingleton<ISigningSeal, SealedSigningKeys>()
            .AddSingleton<UseSigningKeys>()
            .AddSingleton<ApiTokens>()
            .AddSingleton<ListApiKeys>()
            .AddSingleton<MakeApiKey>()
            .AddSingleton<RevokeApiKey>()
            .AddSingleton<FindApiKey>()
            .AddChore("rotate the keys that sign programs' tokens", (provider, ct) => provider.GetRequiredService<UseSigningKeys>().Rotate(ct));
    }

    public static void MapApi(this WebApplication app)
    {
        TokenEndpoints.Map(app);
        var api = app.MapGroup("/api").RequireAuthorization(_programs).DisableAntiforgery().AnswersProblems().AddEndpointFilter(KeepNothing)
            .LimitedBy(LimitedBy.Api).AlsoLimitedBy(CallerLimits.User);
        api.MapGet("auth/verify", TokenEndpoints.Verify);
        api.MapGet("questions", LibraryEndpoints.Questions).Needs(ApiScopes.ReadQuestions);
        api.MapGet("questions/{id:guid}", LibraryEndpoints.Question).Needs(ApiScopes.ReadQuestions);
        api.MapGet("attempts/{id:guid}", LibraryEndpoints.Result).Needs(ApiScopes.ReadResults);
        MapAssessments(api.MapGroup("assessments").AlsoLimitedBy(CallerLimits.Company));
        var execution = api.MapGroup("execution").AlsoLimitedBy(CallerLimits.Runs).AlsoLimitedBy(CallerLimits.Company);
        execution.MapPost("", LibraryEndpoints.Run).Needs(ApiScopes.RunExecutions);
        execution.MapGet("{id:guid}", LibraryEndpoints.Ran).Needs(ApiScopes.RunExecutions);
    }

    private static void MapAssessments(RouteGroupBuilder assessments)
    {
        assessments.MapGet("", AssessmentEndpoints.List).Needs(ApiScopes.ReadAssessments);
        assessments.MapPost("", AssessmentEndpoints.Create).Needs(ApiScopes.WriteAssessments);
        assessments.MapGet("{id:guid}", AssessmentEndpoints.One).Needs(ApiScopes.ReadAssessments);
        assessments.MapPost("{id:guid}/publish", AssessmentEndpoints.Publish).Needs(ApiScopes.WriteAssessments);
        assessments.MapGet("{id:guid}/attempts", AssessmentEndpoints.Attempts).Needs(ApiScopes.ReadResults);
        assessments.MapPost("{id:guid}/invitations", AssessmentEndpoints.Invite).Needs(ApiScopes.WriteInvitations);
    }

    private static ValueTask<object?> KeepNothing(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
