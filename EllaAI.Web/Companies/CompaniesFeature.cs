using EllaAI.Core.Companies;
using EllaAI.Web.Companies.Demo;
using EllaAI.Web.Companies.SetUp;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Companies;

/// <summary>The companies of an installation, and its first hour.</summary>
public static class CompaniesFeature
{
    public static IServiceCollection AddCompanies(this IServiceCollection services) => services
        .AddSingleton<CreateCompany>()
        .AddSingleton<ChangeCompany>()
        .AddSingleton<ListCompanies>()
        .AddSingleton<ShowCompany>()
        .AddSingleton<RenameCompany>()
        .AddSingleton<SetCompanyLook>()
        .AddSingleton<SetCompanyRegion>()
        .AddSingleton<SetDefaultExtraTime>()
        .AddSingleton<ReadLogo>()
        .AddSubscriber<CompanyAdministered, NoteOnPlatform>()
        .AddScoped<SetUpEndpoint>()
        .AddHostedService<DemoSeed>()
        .AddHostedService<SetUpNotice>();

    public static void MapCompanies(this WebApplication app)
    {
        // Before the page of the same address, which Razor also maps for posts.
        app.MapPost(SetUpEndpoint.Path, SetUpEndpoint.Handle).WithOrder(-1).LimitedBy(LimitedBy.SignIn);
        app.MapGet("/logos/{company}/{version}", LogoEndpoint.Show);
    }
}
