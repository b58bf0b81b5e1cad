using EllaAI.Core.Access;
using EllaAI.Web.Access;
using Hangfire;
using Hangfire.Dashboard;

namespace EllaAI.Web.Operations;

/// <summary>Hangfire's own pages, for whoever operates the platform. Jobs carry ids only, so they show nobody's data.</summary>
internal sealed class JobsDashboard : IDashboardAuthorizationFilter
{
    public const string Path = "/platform/jobs";

    public bool Authorize(DashboardContext context) =>
        CurrentActor.Of(context.GetHttpContext().User)?.May(Permission.OperatePlatform) == true;

    public static void Map(WebApplication app) => app.MapHangfireDashboard(Path, new DashboardOptions
    {
        Authorization = [new JobsDashboard()],
        AppPath = "/platform/dead-letters",
        DashboardTitle = "EllaAI jobs",
        DisplayStorageConnectionString = false,
    });
}
