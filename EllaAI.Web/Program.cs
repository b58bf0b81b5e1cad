using EllaAI.Web.Access;
using EllaAI.Web.Adapters;
using EllaAI.Web.Adapters.Firestore;
using EllaAI.Web.Adapters.Fusion;
using EllaAI.Web.Adapters.Memory;
using EllaAI.Web.Adapters.Redis;
using EllaAI.Web.Adapters.Runner;
using EllaAI.Web.Adapters.Smtp;
using EllaAI.Web.Api;
using EllaAI.Web.Assessments;
using EllaAI.Web.Attempts;
using EllaAI.Web.Audit;
using EllaAI.Web.Companies;
using EllaAI.Web.Execution;
using EllaAI.Web.Features;
using EllaAI.Web.Hosting;
using EllaAI.Web.Impersonations;
using EllaAI.Web.Invitations;
using EllaAI.Web.Members;
using EllaAI.Web.Notifications;
using EllaAI.Web.Operations;
using EllaAI.Web.Plans;
using EllaAI.Web.Privacy;
using EllaAI.Web.Questions;
using EllaAI.Web.Reports;
using EllaAI.Web.SingleSignOn;
using EllaAI.Web.Storage;
using EllaAI.Web.Ui;
using EllaAI.Web.Webhooks;

if (args is ["data", .. var data]) return await DataCommand.Run(data);

return await Startup.Run(async () =>
{
    if (args is ["firestore-files", var folder])
    {
        FirestoreFiles.Write(folder);
        return;
    }

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    ConfigurationCheck.Run(builder.Configuration);
    builder.AddHosting().AddUi();
    // The order is that of starting: seed, then recover, then serve jobs.
    builder.Services
        .AddDocuments(builder.Configuration)
        .AddOperations()
        .AddCache()
        .AddLiveMessages()
        .AddRedis(builder.Configuration)
        .AddRunner(builder.Configuration)
        .AddMail(builder.Configuration)
        .AddAccess()
        .AddMembers()
        .AddSingleSignOn()
        .AddCompanies()
        .AddFeatures(builder.Configuration)
        .AddImpersonations()
        .AddAudit()
        .AddQuestions()
        .AddAssessments()
        .AddInvitations()
        .AddNotifications()
        .AddReports()
        .AddWebhooks()
        .AddApi()
        .AddPrivacy()
        .AddPlans()
        .AddExecution()
        .AddAttempts()
        .AddJobs()
        .AddWarming()
        .AddHealth()
        .AddMetricsEndpoint();

    await using var app = builder.Build();
    app.CheckSettings();
    app.UseMetricsEndpoint();
    app.UseHosting();
    app.MapHealth();
    app.MapAccess();
    app.MapMembers();
    app.MapSingleSignOn();
    app.MapCompanies();
    app.MapImpersonations();
    app.MapAudit();
    app.MapInvitations();
    app.MapAttempts();
    app.MapReports();
    app.MapApi();
    app.MapPrivacy();
    app.MapOperations();
    app.MapUi();
    app.PrintAddress();
    await app.RunAsync();
});
