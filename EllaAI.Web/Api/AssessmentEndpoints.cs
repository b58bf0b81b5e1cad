using EllaAI.Core;
using EllaAI.Core.Assessments;
using EllaAI.Core.Invitations;
using EllaAI.Core.Questions;
using EllaAI.Core.Reports;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Api;

/// <summary>Assessments, who is invited to them, and how far each is.</summary>
internal static class AssessmentEndpoints
{
    private const int MostLanguages = 50;

    public static async Task<IResult> List(string? cursor, ApiCaller caller, ReadAssessments assessments, CancellationToken ct) =>
        (await ApiPages.From(cursor, from => assessments.List(caller.Actor, from, ct))).Ok(out var page, out var problem)
            ? TypedResults.Ok(ApiPage<AssessmentView>.Of(page, a => AssessmentView.Of(a.Value)))
            : problem.ToHttp();

    public static async Task<IResult> One(Guid id, ApiCaller caller, ReadAssessments assessments, CancellationToken ct) =>
        (await assessments.One(caller.Actor, new(id), ct)).Ok(out var found, out var problem) ? TypedResults.Ok(AssessmentView.Of(found.Value)) : problem.ToHttp();

    public static async Task<IResult> Create(
        AssessmentBody body, HttpContext http, ApiCaller caller, SaveAssessment save, ReadAssessments assessments, CancellationToken ct)
    {
        if (!IdempotencyKey.IdOf(http, caller, "assessment").Ok(out var id, out var problem)) return problem.ToHttp();
        if (body.Languages is { Count: > MostLanguages } || body.Languages?.Any(l => l is not { Length: > 0 and <= 40 }) == true)
            return Problems.Invalid("languages", "These are not languages.").ToHttp();
        var draft = new Assessment(new(id), body.Title ?? "", body.DurationMinutes, body.Questions ?? [], body.Languages ?? [], AssessmentStatus.Draft, null, default)
        {
            AsksForCode = body.AsksForCode,
        };
        if ((await save.Run(caller.Actor, draft, 0, ct)).Ok(out var saved, out problem)) return TypedResults.Created($"/api/assessments/{saved.Value.Id.Value:N}", AssessmentView.Of(saved.Value));
        if (problem != Problems.Conflict || !(await assessments.One(caller.Actor, new(id), ct)).Ok(out var earlier, out _)) return problem.ToHttp();
        return body.IsOf(earlier.Value) ? TypedResults.Ok(AssessmentView.Of(earlier.Value)) : Problems.KeyReused.ToHttp();
    }

    public static async Task<IResult> Publish(Guid id, ApiCaller caller, PublishAssessment publish, CancellationToken ct) =>
        (await publish.Run(caller.Actor, new(id), ct)).Ok(out var published, out var problem) ? TypedResults.Ok(AssessmentView.Of(published)) : problem.ToHttp();

    public static async Task<IResult> Attempts(Guid id, string? cursor, ApiCaller caller, ShowBoard board, CancellationToken ct) =>
        (await ApiPages.From(cursor, from => board.Run(caller.Actor, new(id), from, ct))).Ok(out var shown, out var problem)
            ? TypedResults.Ok(ApiPage<CandidateView>.Of(shown.Rows, CandidateView.Of))
            : problem.ToHttp();

    /// <summary>The link is in the mail alone: a program that may invite need not be able to sit the assessment.</summary>
    public static async Task<IResult> Invite(
        Guid id, InvitationBody body, HttpContext http, ApiCaller caller, InviteCandidate invite, SiteAddress site, CancellationToken ct)
    {
        if (!IdempotencyKey.IdOf(http, caller, "invitation").Ok(out var once, out var problem)) return problem.ToHttp();
        if (!(await invite.Once(caller.Actor, new(id), new(once), body.Name ?? "", body.Email ?? "", site.Value, ct)).Ok(out var invited, out problem)) return problem.ToHttp();
        var view = InvitationView.Of(invited.Invitation);
        return invited.IsNew ? TypedResults.Created((string?)null, view) : TypedResults.Ok(view);
    }
}

/// <summary>What a program says of a new draft; all else is ours to say.</summary>
internal sealed record AssessmentBody(string? Title, int DurationMinutes, IReadOnlyList<QuestionId>? Questions, IReadOnlyList<string>? Languages, bool AsksForCode)
{
    public bool IsOf(Assessment earlier) =>
        earlier.Title == Title?.Trim() && earlier.DurationMinutes == DurationMinutes && earlier.AsksForCode == AsksForCode
        && earlier.Questions.SequenceEqual(Questions ?? []) && earlier.Languages.SequenceEqual(Languages ?? []);
}

internal sealed record InvitationBody(string? Name, string? Email);
