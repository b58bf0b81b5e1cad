using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Execution;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting.Limits;
using Hangfire;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EllaAI.Web.Hosting;

/// <summary>
/// <c>/health</c>: the process lives. <c>/api/health</c>: and how its neighbours were when last asked. <c>/ready</c>: each part that it needs
/// answers, by name.
/// </summary>
public static class HealthFeature
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);
    private static readonly HttpMethodMetadata _asked = new([HttpMethods.Get, HttpMethods.Head]);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddAsyncCheck<StoreCheck>("store")
            .AddAsyncCheck<RunnerCheck>("runner")
            .AddAsyncCheck<JobsCheck>("jobs")
            .AddAsyncCheck<MailCheck>("mail")
            .AddAsyncCheck<NeighboursCheck>("neighbours");
        return services;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health", new() { Predicate = _ => false, ResponseWriter = Write }).WithMetadata(_asked).WithoutLimit();
        app.MapHealthChecks("/api/health", new() { Predicate = check => check.Name == "neighbours", ResponseWriter = Write }).WithMetadata(_asked).WithoutLimit();
        app.MapHealthChecks("/ready", new() { ResponseWriter = Write }).WithMetadata(_asked).LimitedBy(LimitedBy.Health);
        app.MapHealthChecks("/api/assessments/health", new() { Predicate = check => check.Name == "store", ResponseWriter = Write }).WithMetadata(_asked).LimitedBy(LimitedBy.Health);
    }

    private static IHealthChecksBuilder AddAsyncCheck<T>(this IHealthChecksBuilder checks, string name)
        where T : class, IHealthCheck => checks.AddCheck<T>(name, timeout: _patience);

    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            Status = report.Status.ToString().ToLowerInvariant(),
            Checks = report.Entries.ToDictionary(e => e.Key, e => Written(e.Value)),
        },
        JsonSerializerOptions.Web);

    private static Dictionary<string, object?> Written(HealthReportEntry entry)
    {
        var written = new Dictionary<string, object?>
        {
            ["status"] = entry.Status.ToString().ToLowerInvariant(),
            ["description"] = entry.Description,
            ["ms"] = (int)entry.Duration.TotalMilliseconds,
        };
        foreach (var (name, value) in entry.Data) written[name] = value;
        return written;
    }

    private sealed class StoreCheck(IDocumentStore documents) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var key = Actor.System(CompanyId.Platform).Key("health", "probe");
            var found = await documents.Get<string>(key, cancellationToken);
            // A stale version is an answer too: another check came first.
            await documents.Commit([new(key, "alive", found?.Version ?? 0)], [], cancellationToken);
            return HealthCheckResult.Healthy("reads and commits");
        }
    }

    private sealed class RunnerCheck(ICodeRunner runner) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var (status, silence) = await Ask(cancellationToken);
            if (status is null) return HealthCheckResult.Unhealthy(silence);
            var languages = status.Languages.Count(l => l.Available);
            if (languages == 0) return HealthCheckResult.Unhealthy("no language is installed");
            var said = $"{status.Isolation}; {languages} languages; {status.Running} of {status.Capacity} running, {status.Queued} queued";
            var workers = new Dictionary<string, object> { ["workers"] = status.Workers };
            var missing = status.Workers.Count(w => w.Problem.Length > 0);
            return missing > 0 ? HealthCheckResult.Degraded($"{missing} of {status.Workers.Count} sandboxes are left out; {said}", data: workers)
                : status.Workers.Count > 1 ? HealthCheckResult.Healthy(said, workers)
                : HealthCheckResult.Healthy(said);
        }

        private async Task<(RunnerStatus? Status, string Silence)> Ask(CancellationToken ct)
        {
            try
            {
                return (await runner.Status(ct), "");
            }
            catch (RunnerUnavailableException e)
            {
                return (null, e.Message);
            }
        }
    }

    /// <summary>
    /// All neighbours, each with its circuit. One that the product cannot do without fails a check of its own too. Those of a group are
    /// somebody else's: how many are left alone is told, and makes nothing unhealthy.
    /// </summary>
    private sealed class NeighboursCheck(Circuits circuits) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var states = circuits.All.ToDictionary(c => c.Name, c => (object)c.State);
            foreach (var group in circuits.Groups.Where(g => g.Count > 0)) states[group.Name] = $"{group.Open} of {group.Count} open";
            var missing = circuits.All.Where(c => c.State != "closed" || c.Problem.Length > 0).Select(c => c.Name).ToArray();
            return Task.FromResult(missing.Length > 0
                ? HealthCheckResult.Degraded($"without {string.Join(", ", missing)}", data: states)
                : HealthCheckResult.Healthy(states.Count > 0 ? "all answer" : "none needed", states));
        }
    }

    /// <summary>Asks nobody: the last mail told. One that waits is tried again within ten minutes, and tells anew.</summary>
    private sealed class MailCheck(IMailTransport mail, Circuits circuits) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var problem = mail.Sends ? circuits.To(ResiliencePlan.Mail).Problem : "";
            return Task.FromResult(problem.Length > 0 ? HealthCheckResult.Degraded($"mail waits: {problem}")
                : HealthCheckResult.Healthy(mail.Sends ? "sent by SMTP" : "stays on the outbox page"));
        }
    }

    /// <summary>Without Redis jobs are made and done in this process: no reason to be unhealthy.</summary>
    private sealed class JobsCheck(JobStorages storages) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var here = Served(storages.Here);
            if (here == 0) return HealthCheckResult.Unhealthy("no job server runs");
            if (storages.Circuit is not { } circuit) return HealthCheckResult.Healthy($"{here} queues served");
            try
            {
                var shared = await circuit.Run(async ct => await Task.Run(() => Served(storages.Main), ct).WaitAsync(ct), cancellationToken);
                return shared > 0 ? HealthCheckResult.Healthy($"{shared} queues served on Redis") : HealthCheckResult.Degraded("in this process, not yet on Redis");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return HealthCheckResult.Degraded($"in this process, since Redis does not answer: {e.Message}");
            }
        }

        private static int Served(JobStorage storage) => storage.GetMonitoringApi().Servers().SelectMany(server => server.Queues).Distinct().Count();
    }
}
