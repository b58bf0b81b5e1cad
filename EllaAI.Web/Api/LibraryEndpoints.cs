using EllaAI.Core;
using EllaAI.Core.Attempts;
using EllaAI.Core.Questions;
using EllaAI.Core.Reports;
using EllaAI.Web.Attempts;
using EllaAI.Web.Execution;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Api;

/// <summary>Questions, runs of code on them, and single results.</summary>
internal static class LibraryEndpoints
{
    public static async Task<IResult> Questions(string? cursor, ApiCaller caller, ReadQuestions questions, CancellationToken ct) =>
        (await ApiPages.From(cursor, from => questions.List(caller.Actor, from, ct))).Ok(out var page, out var problem)
            ? TypedResults.Ok(ApiPage<QuestionSummary>.Of(page, q => QuestionSummary.Of(q.Value)))
            : problem.ToHttp();

    public static async Task<IResult> Question(Guid id, ApiCaller caller, ReadQuestions questions, CancellationToken ct) =>
        (await questions.One(caller.Actor, new(id), ct)).Ok(out var found, out var problem) ? TypedResults.Ok(QuestionView.Of(found.Value)) : problem.ToHttp();

    public static async Task<IResult> Result(Guid id, ApiCaller caller, ShowResult results, CancellationToken ct) =>
        (await results.Run(caller.Actor, new(id), ct)).Ok(out var result, out var problem) ? TypedResults.Ok(ResultView.Of(result)) : problem.ToHttp();

    public static async Task<IResult> Run(RunBody body, HttpContext http, ApiCaller caller, RunOnQuestion runs, LanguageCatalog languages, CancellationToken ct)
    {
        if (!IdempotencyKey.IdOf(http, caller, "execution").Ok(out var id, out var problem)) return problem.ToHttp();
        if (await languages.Available(ct) is { Count: > 0 } known && known.All(l => l.Id != body.Language)) return ExecutionProblems.NoSuchLanguage.ToHttp();
        var requested = await runs.Start(caller.Actor, body.ToOrder(new(id)), ct);
        if (requested.Ok(out _, out _)) http.Response.Headers.Location = $"/api/execution/{id:N}";
        return requested.ToHttp(http);
    }

    public static async Task<IResult> Ran(Guid id, ApiCaller caller, RunOnQuestion runs, CancellationToken ct) =>
        (await runs.Read(caller.Actor, new(id), ct)).Ok(out var found, out var problem) ? TypedResults.Ok(ExecutionView.Of(found.Execution, found.Question)) : problem.ToHttp();
}

/// <param name="Kind"><c>submit</c> for all tests, with points; <c>run</c> for the visible ones or <paramref name="Stdin"/>.</param>
internal sealed record RunBody(QuestionId Question, string? Language, string? Source, string? Stdin, ExecutionKind Kind = ExecutionKind.Submit)
{
    public ExecutionOrder ToOrder(ExecutionId id) => new(id, Kind, Question, Language ?? "", Source ?? "", Stdin);
}
