using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Attempts;

/// <summary>Runs of the sample question, for whoever holds an invitation that has not been used up.</summary>
internal static class PracticeApi
{
    private static readonly Problem _notFromOurPage = new("session-gone", "Reload the page, then try again.", ProblemKind.Forbidden);

    public static void Map(WebApplication app)
    {
        var practice = app.MapGroup("/practice/{token}/executions").DisableAntiforgery().AnswersProblems();
        practice.MapPost("", Execute);
        practice.MapGet("{execution:guid}", Show);
    }

    private static async Task<IResult> Execute(
        string token, ExecutionBody body, HttpContext http, OpenInvitation open, RequestExecution request, CandidateSessions sessions, CancellationToken ct)
    {
        if (!sessions.IsFromOurPage(http, token)) return _notFromOurPage.ToHttp();
        if (!(await open.Run(token, ct)).Ok(out var opened, out var problem)) return problem.ToHttp();
        if (opened.Attempt is { State: not AttemptState.InProgress }) return InvitationProblems.Used.ToHttp();
        return (await request.Practice(opened, body.ToOrder(), ct)).ToHttp(http);
    }

    private static async Task<IResult> Show(string token, Guid execution, OpenInvitation open, ReadExecutions executions, CancellationToken ct)
    {
        if (!(await open.Run(token, ct)).Ok(out var opened, out var problem)) return problem.ToHttp();
        var found = await executions.Practice(
            Actor.LinkHolder(opened.Company.Id), opened.Invitation.Id.Value.ToString("N"), new(execution), ct);
        return found.Ok(out var answered, out problem) ? TypedResults.Ok(ExecutionView.Of(answered.Execution, answered.Question)) : problem.ToHttp();
    }
}
