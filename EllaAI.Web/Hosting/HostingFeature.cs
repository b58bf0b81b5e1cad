using System.Globalization;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Impersonations;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Events;
using Serilog.Filters;

namespace EllaAI.Web.Hosting;

/// <summary>What every request goes through, and what keeps a session alive over a restart.</summary>
public static class HostingFeature
{
    private static readonly Func<LogEvent, bool> _ofHost = Matching.FromSource("Microsoft.Extensions.Hosting.Internal.Host");

    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        // Of this host alone: tests run several in one process, and the end of one must not silence another.
        builder.Host.UseSerilog(preserveStaticLogger: true, configureLogger: (context, log) => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
            // Of a Redis that is away its watch tells once; here each of eighty threads would.
            .MinimumLevel.Override("Hangfire.Processing.BackgroundExecution", LogEventLevel.Fatal)
            .MinimumLevel.Override("ZiggyCreatures", LogEventLevel.Warning)
            // A stop that was asked for is no failure, though the host calls it one while it starts; and what the operator can
            // mend is told in one line, without where it happened.
            .Filter.ByExcluding(e => e.Exception is StartupException || (e.Exception is OperationCanceledException && _ofHost(e)))
            .ReadFrom.Configuration(OneLineFailures.Events(context.Configuration))
            .Enrich.FromLogContext()
            .Enrich.With(new OneLineValues())
            .WriteTo.Sink(new OneLineFailures(new LoggerConfiguration().MinimumLevel.Verbose()
                .ReadFrom.Configuration(OneLineFailures.Sinks(context.Configuration))
                .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture).CreateLogger())));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargeRequests.MaxBytes;
        });
        builder.Services.AddOptions<EllaOptions>().BindConfiguration(EllaOptions.Section).ValidateAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<DataFolder>().AddSingleton<SiteAddress>().AddSingleton<Circuits>();
        builder.Services.AddSingleton<IValidateOptions<EllaOptions>, ProxiesCheck>().AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, Proxies>();
        builder.Services.AddLimits();
        builder.Services.AddDataProtection().SetApplicationName("EllaAI");
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new FileSystemXmlRepository(
                new DirectoryInfo(Path.Combine(provider.GetRequiredService<DataFolder>().Path, "keys")), NullLoggerFactory.Instance)));
        builder.Services.AddAntiforgery(options =>
        {
            options.HeaderName = "X-CSRF-TOKEN";
            options.Cookie.Name = "ella-csrf";
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        builder.Services.AddSingleton<CookieNames>().AddSingleton<CspReports>()
            .AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>>(services => services.GetRequiredService<CookieNames>())
            .AddSingleton<IPostConfigureOptions<AntiforgeryOptions>>(services => services.GetRequiredService<CookieNames>());
        builder.Services.ConfigureHttpJsonOptions(options => DocumentJson.Configure(options.SerializerOptions));
        builder.Services.AddExceptionHandler<UnreachableStore>().AddHttpContextAccessor();
        return builder;
    }

    public static WebApplication UseHosting(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", CreateScopeForErrors = true, StatusCodeSelector = UnreachableStore.Status });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(ShowProblemsByGet);
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<HeadAsGet>();
        app.UseMiddleware<UnreadableRequests>();
        // Said here, so that it comes after what changes the request.
        app.UseRouting();
        app.UseMiddleware<ForeignOrigins>();
        app.UseMiddleware<RequestLimits>();
        app.UseMiddleware<LargeRequests>();
        app.UseMiddleware<ForeignCharsets>();
        app.UseAuthentication();
        app.UseMiddleware<ActingLimits>();
        app.UseAuthorization();
        app.UseMiddleware<CallerLimitsCheck>();
        app.UseAntiforgery();
        app.Use(LargeRequests.OfForms);
        CspReports.Map(app);
        return app;
    }

    /// <summary>The page about a failed form is shown, not posted to: it must not read the form that failed.</summary>
    private static Task ShowProblemsByGet(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null) context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
