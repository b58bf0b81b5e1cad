using EllaAI.Web.Companies.Demo;

namespace EllaAI.Web.Companies;

public static class CompaniesFeature
{
    public static IServiceCollection AddCompanies(this IServiceCollection services) => services.AddHostedService<DemoSeed>();
}
