using EllaAI.Core.Reports;

namespace EllaAI.Web.Reports;

public static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ShowBoard>()
        .AddSingleton<ShowResult>();
}
