using EllaAI.Core.Impersonations;
using EllaAI.Web.Hosting.Limits;

namespace EllaAI.Web.Impersonations;

/// <summary>An admin of the platform acts as a member of a company, for a while, for a reason, and for everybody to see.</summary>
public static class ImpersonationsFeature
{
    public static IServiceCollection AddImpersonations(this IServiceCollection services) => services
        .AddSingleton<CheckImpersonation>()
        .AddSingleton<BeginImpersonation>()
        .AddSingleton<EndImpersonation>()
        .AddSingleton<CloseImpersonations>()
        .AddSingleton<ListImpersonations>()
        .AddHostedService<ImpersonationWatch>();

    public static void MapImpersonations(this WebApplication app)
    {
        app.MapGet(ImpersonationEndpoints.Begin, ImpersonationEndpoints.Ready).RequireAuthorization();
        app.MapPost(ImpersonationEndpoints.Begin, ImpersonationEndpoints.Run).LimitedBy(LimitedBy.SignIn).RequireAuthorization();
        app.MapPost(ImpersonationEndpoints.End, (IFormCollection _, HttpContext http, EndImpersonation end) => ImpersonationEndpoints.Stop(http, end)).RequireAuthorization();
    }
}
