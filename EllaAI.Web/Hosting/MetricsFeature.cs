using System.Net;
using System.Security.Cryptography;
using System.Text;
using EllaAI.Web.Adapters.Fusion;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace EllaAI.Web.Hosting;

/// <summary><c>/metrics</c> in Prometheus' format: counts and times, no names of people, no company.</summary>
public static class MetricsFeature
{
    private static readonly string[] _meters =
        [CacheFeature.MeterName, "EllaAI.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    public static IServiceCollection AddMetricsEndpoint(this IServiceCollection services)
    {
        services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section).ValidateAnnotations().ValidateOnStart();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(_meters).AddPrometheusExporter());
        return services;
    }

    /// <summary>To anybody else it does not exist.</summary>
    public static void UseMetricsEndpoint(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.Equals("/metrics", StringComparison.Ordinal),
            metrics => metrics.Use(Guard).UseOpenTelemetryPrometheusScrapingEndpoint(_ => true));
    }

    private static Task Guard(HttpContext context, RequestDelegate next)
    {
        if (MayRead(context)) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static bool MayRead(HttpContext context)
    {
        var token = context.RequestServices.GetRequiredService<IOptions<MetricsOptions>>().Value.Token;
        if (token.Length > 0) return Same($"Bearer {token}", context.Request.Headers.Authorization.ToString());
        var published = context.RequestServices.GetRequiredService<IOptions<EllaOptions>>().Value.PublicAddress.Length > 0;
        return !published && context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !IsForwarded(context.Request);
    }

    private static bool IsForwarded(HttpRequest request) =>
        request.Headers.ContainsKey("X-Forwarded-For") || request.Headers.ContainsKey("Forwarded") || request.Headers.ContainsKey("Via");

    private static bool Same(string wanted, string shown) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(shown));
}
