using System.Text;
using EllaAI.Core;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Reports;
using EllaAI.Web.Access;
using EllaAI.Web.Hosting;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Reports;

public static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ShowBoard>()
        .AddSingleton<ShowResult>()
        .AddSingleton<ExportRun>()
        .AddSubscriber<CandidateInvited, ForgetFigures>()
        .AddSubscriber<AttemptStarted, ForgetFigures>()
        .AddSubscriber<AttemptClosed, ForgetFigures>()
        .AddSubscriber<AttemptGraded, ForgetFigures>();

    public static void MapReports(this WebApplication app) =>
        app.MapGroup("/results/{attempt:guid}").RequireAuthorization().AnswersProblems().MapGet("submissions/{execution:guid}/run", Export);

    public static string BundleOf(AttemptId attempt, ExecutionId execution) => $"/results/{attempt.Value}/submissions/{execution.Value}/run";

    /// <summary>A file for <c>ella sandbox replay</c>.</summary>
    private static async Task<IResult> Export(Guid attempt, Guid execution, HttpContext http, ExportRun export, CancellationToken ct)
    {
        if (CurrentActor.Of(http.User) is not { } actor) return Problems.Forbidden.ToHttp();
        if (!(await export.Run(actor, new(attempt), new(execution), ct)).Ok(out var bundle, out var problem)) return problem.ToHttp();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(Encoding.UTF8.GetBytes(bundle.ToJson()), "application/json", $"run-{execution:N}.json");
    }
}
