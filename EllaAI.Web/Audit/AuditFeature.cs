using System.Text.Json;
using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Hosting;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Audit;

/// <summary>Who did what in a company, in a log that shows when it was changed.</summary>
public static class AuditFeature
{
    public const string Page = "/settings/audit", Export = $"{Page}/export";

    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<ListAudit>()
        .AddSingleton<ExportAudit>()
        .AddSingleton<ListAuditActors>()
        .AddSingleton<VerifyAudit>()
        .AddSingleton<ForgetPassedOn>()
        .AddChore("forget what was passed on to logs long ago", (provider, ct) => provider.GetRequiredService<ForgetPassedOn>().Run(ct))
        .AddSubscriber<Audited, AppendAudit>();

    public static void MapAudit(this WebApplication app) => app.MapGroup(Export).RequireAuthorization().AnswersProblems().MapGet("", Write);

    public static string PageOf(AuditFilter filter) => Page + Query(filter);

    public static string ExportOf(AuditFilter filter) => Export + Query(filter);

    /// <summary>What is chosen, and nothing of what is not.</summary>
    private static QueryString Query(AuditFilter filter) => QueryString.Create(new Dictionary<string, string?>
    {
        ["action"] = filter.Action,
        ["who"] = filter.Who,
        ["from"] = AuditFilter.Write(filter.From),
        ["until"] = AuditFilter.Write(filter.Until),
    }.Where(chosen => chosen.Value is { Length: > 0 }));

    /// <summary>A line of JSON for each entry, newest first, as it is chained: without names and addresses, which are no part of the chain.</summary>
    private static async Task<IResult> Write(HttpContext http, ExportAudit audit, string? action, string? who, string? from, string? until, CancellationToken ct)
    {
        if (CurrentActor.Of(http.User) is not { } actor) return Problems.Forbidden.ToHttp();
        if (!AuditFilter.Read(action, who, from, until).Ok(out var filter, out var wrong)) return (actor.May(Permission.ViewAudit) ? wrong : Problems.Forbidden).ToHttp();
        if (!(await audit.Run(actor, filter, ct)).Ok(out var export, out var problem)) return problem.ToHttp();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            async body =>
            {
                await foreach (var entry in export.Entries)
                {
                    await JsonSerializer.SerializeAsync(body, entry, DocumentJson.Options, ct);
                    await body.WriteAsync("\n"u8.ToArray(), ct);
                }
            },
            "application/x-ndjson",
            $"audit-{actor.Company}.jsonl");
    }
}
