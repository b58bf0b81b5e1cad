using EllaAI.Core;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Web.Attempts;
using EllaAI.Web.Operations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Invitations;

/// <summary>From an invitation's link to the start of the attempt.</summary>
public static class InvitationsFeature
{
    public static IServiceCollection AddInvitations(this IServiceCollection services) => services
        .AddSingleton<InviteCandidate>()
        .AddSingleton<OpenInvitation>()
        .AddSingleton<SendLinkCode>()
        .AddSingleton<EnterLinkCode>()
        .AddSingleton<LinkProofs>()
        .AddSingleton<RevokeInvitation>()
        .AddSingleton<SendNewLink>()
        .AddSingleton<SetExtraTime>()
        .AddSubscriber<InvitationMoved, AnnounceInvitation>()
        .AddSubscriber<CandidateInvited, AnnounceInvitation>();

    public static void MapInvitations(this WebApplication app)
    {
        app.MapPost("/take/{token}/start", Start);
        app.MapPost("/take/{token}/continue", Continue);
        app.MapPost("/take/{token}/code", SendCode);
        app.MapPost("/take/{token}/enter", EnterCode);
    }

    private static async Task<IResult> Start(
        string token, [FromForm] bool? consent, [FromForm] int? agreed, [FromForm] Guid? seat, HttpContext http, StartAttempt start, CandidateSessions sessions, LinkProofs proofs, CancellationToken ct)
    {
        var arrival = Arrived(seat, proofs.Has(http, token)) with { Agreed = agreed ?? 0 };
        return (await start.Run(token, consent == true, arrival, ct)).Ok(out var attempt, out var problem)
            ? Seated(http, sessions, token, attempt.Id, arrival)
            : Back(token, problem);
    }

    private static async Task<IResult> Continue(
        string token, [FromForm] Guid? seat, [FromForm] int? handovers, HttpContext http, TakeOver take, CandidateSessions sessions, LinkProofs proofs, CancellationToken ct)
    {
        var arrival = Arrived(seat, proofs.Has(http, token));
        return (await take.ByLink(token, arrival, handovers ?? 0, ct)).Ok(out var seated, out var problem)
            ? Seated(http, sessions, token, seated.Attempt.Id, arrival)
            : Back(token, problem);
    }

    /// <summary>A page from before there were seats names none.</summary>
    private static Arrival Arrived(Guid? seat, bool proven) => new(seat is { } named && named != Guid.Empty ? new SeatId(named) : SeatId.New(), proven);

    /// <summary>Reads a form, though it holds only what shows that our page sent it.</summary>
    private static async Task<IResult> SendCode(string token, IFormCollection _, SendLinkCode send, CancellationToken ct) =>
        (await send.Run(token, ct)).Ok(out var _, out var problem)
            ? TypedResults.LocalRedirect($"/take/{Uri.EscapeDataString(token)}?sent=true")
            : Back(token, problem);

    private static async Task<IResult> EnterCode(
        string token, [FromForm] string? code, HttpContext http, EnterLinkCode enter, LinkProofs proofs, CancellationToken ct)
    {
        if (!(await enter.Run(token, code ?? "", ct)).Ok(out _, out var problem)) return Back(token, problem);
        proofs.Add(http, token);
        return TypedResults.LocalRedirect($"/take/{Uri.EscapeDataString(token)}");
    }

    private static RedirectHttpResult Seated(HttpContext http, CandidateSessions sessions, string token, AttemptId attempt, Arrival arrival)
    {
        sessions.Open(http, InvitationToken.Parse(token)!.Company, attempt, arrival.Seat);
        return TypedResults.LocalRedirect($"/attempts/{attempt.Value:N}");
    }

    private static RedirectHttpResult Back(string token, Problem problem) =>
        TypedResults.LocalRedirect($"/take/{Uri.EscapeDataString(token)}?problem={problem.Code}{(problem.Facts.TryGetValue("seconds", out var wait) ? $"&wait={wait}" : "")}");
}
