using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Operations;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;
using EllaAI.Web.Hosting.Limits;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Attempts;

/// <summary>What the candidate's page asks of the server.</summary>
internal static class AttemptApi
{
    private const int MaxBatchBytes = 512 * 1024;
    private static readonly Problem _sessionGone =
        new("session-gone", "This browser no longer holds your session. Open the link from your invitation again.", ProblemKind.Forbidden);

    public static void Map(WebApplication app)
    {
        var attempt = app.MapGroup("/attempts/{id:guid}").AddEndpointFilter(RequireCandidate).DisableAntiforgery().AnswersProblems().LimitedBy(CandidateLimits.Attempt);
        attempt.MapPost("session", Open);
        attempt.MapPost("journal", Append).WithMetadata(new RequestSizeLimitAttribute(MaxBatchBytes));
        attempt.MapPost("executions", Execute).LimitedBy(CandidateLimits.Executions);
        attempt.MapGet("executions/{execution:guid}", Show);
        attempt.MapPost("finish", Finish);
        attempt.MapPost("seat", TakeBack);
        attempt.MapPost("release", Release);
        app.MapPost("/attempts/{id:guid}/continue", Continue).LimitedBy(CandidateLimits.Attempt);
    }

    /// <summary>The candidate of this attempt, from our own page; puts the actor where the handlers find it.</summary>
    private static async ValueTask<object?> RequireCandidate(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var sessions = http.RequestServices.GetRequiredService<CandidateSessions>();
        var id = new AttemptId(Guid.Parse((string)http.GetRouteValue("id")!));
        if (sessions.Find(http, id) is not { } actor) return _sessionGone.ToHttp();
        if (!HttpMethods.IsGet(http.Request.Method) && !sessions.IsFromOurPage(http, id.Value.ToString("N"))) return _sessionGone.ToHttp();
        http.Items[typeof(Actor)] = actor;
        http.Response.Headers.CacheControl = "no-store";
        return await next(context);
    }

    private static Actor Candidate(HttpContext http) => (Actor)http.Items[typeof(Actor)]!;

    private static async Task<IResult> Open(Guid id, HttpContext http, OpenWorkbook open, TimeProvider clock, CancellationToken ct)
    {
        if (!(await open.Run(Candidate(http), new(id), ct)).Ok(out var opened, out var problem)) return problem.ToHttp();
        var time = ClockView.Of(opened.Attempt, clock.GetUtcNow());
        var questions = opened.Questions.ToDictionary(q => q.Id);
        return TypedResults.Ok(new
        {
            opened.Workbook.Epoch,
            time.ServerNow,
            time.Deadline,
            time.State,
            opened.Workbook.Current,
            Drafts = opened.Drafts.Select(d => new { d.Question, Language = d.Language.Length == 0 ? null : d.Language, d.Texts }),
            Starters = opened.Questions.Select(q => new { Question = q.Id, Texts = q.Starters }),
            Executions = Shown(opened.Executions).Select(e => ExecutionView.Of(e, questions[e.Question])),
        });
    }

    /// <summary>All submissions, and the latest run of each question.</summary>
    private static IEnumerable<CodeExecution> Shown(IReadOnlyList<CodeExecution> newestFirst)
    {
        var runs = new HashSet<QuestionId>();
        return newestFirst.Where(e => e.Kind == ExecutionKind.Submit || runs.Add(e.Question));
    }

    private static async Task<IResult> Append(
        Guid id, JournalBatch batch, HttpContext http, AppendJournal append, TimeProvider clock, CancellationToken ct)
    {
        if (!(await append.Run(Candidate(http), new(id), batch, ct)).Ok(out var appended, out var problem)) return problem.ToHttp();
        var time = ClockView.Of(appended.Attempt, clock.GetUtcNow());
        return TypedResults.Ok(new
        {
            Acked = appended.Acknowledged,
            Status = KebabName.Of(appended.Status),
            appended.Resync,
            time.ServerNow,
            time.Deadline,
            time.State,
        });
    }

    private static async Task<IResult> Execute(Guid id, ExecutionBody body, HttpContext http, RequestExecution request, CancellationToken ct) =>
        (await request.Run(Candidate(http), new(id), body.ToOrder(), ct)).ToHttp(http);

    private static async Task<IResult> Show(Guid id, Guid execution, HttpContext http, ReadExecutions executions, ILiveMessages live, CancellationToken ct)
    {
        if (!(await executions.One(Candidate(http), new(id), new(execution), ct)).Ok(out var found, out var problem)) return problem.ToHttp();
        // A page without a hub is there all the same.
        if (!found.Execution.IsOver) await live.Publish(LiveTopics.Attempt(new(id)), new PageOpen(), ct);
        return TypedResults.Ok(ExecutionView.Of(found.Execution, found.Question));
    }

    private static async Task<IResult> Finish(Guid id, HttpContext http, CloseAttempt close, CancellationToken ct) =>
        (await close.Run(Candidate(http), new(id), CloseReason.Finished, ct)).Ok(out _, out var problem)
            ? TypedResults.Ok(new ClosedView($"/attempts/{id:N}/done"))
            : problem.ToHttp();

    private static async Task<IResult> TakeBack(Guid id, SeatBody body, HttpContext http, TakeOver take, CancellationToken ct) =>
        (await take.Run(Candidate(http), new(id), body.Handovers, ct)).Ok(out var seated, out var problem)
            ? TypedResults.Ok(new SeatBody(seated.Handovers))
            : problem.ToHttp();

    private static async Task<IResult> Release(Guid id, HttpContext http, TakeOver take, CancellationToken ct) =>
        (await take.Release(Candidate(http), new(id), ct)).Ok(out var seated, out var problem)
            ? TypedResults.Ok(new SeatBody(seated.Handovers))
            : problem.ToHttp();

    /// <summary>The same by a form, for a page that was loaded where it may not write.</summary>
    private static async Task<IResult> Continue(
        Guid id, [FromForm] int? handovers, HttpContext http, CandidateSessions sessions, TakeOver take, CancellationToken ct)
    {
        var page = $"/attempts/{id:N}";
        if (sessions.Find(http, new(id)) is not { } actor) return TypedResults.LocalRedirect(page);
        return (await take.Run(actor, new(id), handovers ?? 0, ct)).Ok(out _, out var problem)
            ? TypedResults.LocalRedirect(page)
            : TypedResults.LocalRedirect($"{page}?problem={problem.Code}");
    }
}

/// <param name="Handovers">How often the attempt went from one device to another, as the page knows it.</param>
internal sealed record SeatBody(int Handovers);

/// <summary>A click on Run or Submit.</summary>
/// <param name="Key">The click's own id: sent again with the same key, it is the same click.</param>
internal sealed record ExecutionBody(Guid Key, ExecutionKind Kind, QuestionId Question, string Language, string Source, string? Stdin)
{
    public ExecutionOrder ToOrder() => new(new(Key), Kind, Question, Language, Source, Stdin);
}

internal static class ExecutionHttp
{
    public static IResult ToHttp(this Result<RequestedExecution> requested, HttpContext http)
    {
        if (!requested.Ok(out var found, out var problem))
        {
            if (problem.Kind == ProblemKind.TooMany) http.Response.Headers.RetryAfter = $"{problem.Facts.GetValueOrDefault(Problem.RetryAfter) ?? 2}";
            return problem.ToHttp();
        }

        var view = ExecutionView.Of(found.Execution, found.Question);
        return found.IsNew ? TypedResults.Accepted((string?)null, view) : TypedResults.Ok(view);
    }
}
