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
        .AddSubscriber<CandidateInvited, AnnounceInvitation>();

    public static void MapInvitations(this WebApplication app)
    {
        app.MapPost("/take/{token}/start", Start);
        app.MapPost("/take/{token}/continue", Continue);
    }

    private static async Task<IResult> Start(
        string token, [FromForm] bool? consent, [FromForm] Guid? seat, HttpContext http, StartAttempt start, CandidateSessions sessions, CancellationToken ct)
    {
        var arrival = Arrived(seat);
        return (await start.Run(token, consent == true, arrival, ct)).Ok(out var attempt, out var problem)
            ? Seated(http, sessions, token, attempt.Id, arrival)
            : Back(token, problem);
    }

    private static async Task<IResult> Continue(
        string token, [FromForm] Guid? seat, [FromForm] int? handovers, HttpContext http, TakeOver take, CandidateSessions sessions, CancellationToken ct)
    {
        var arrival = Arrived(seat);
        return (await take.ByLink(token, arrival, handovers ?? 0, ct)).Ok(out var seated, out var problem)
            ? Seated(http, sessions, token, seated.Attempt.Id, arrival)
            : Back(token, problem);
    }

    /// <summary>A page from before there were seats names none.</summary>
    private static Arrival Arrived(Guid? seat) => new(seat is { } named && named != Guid.Empty ? new SeatId(named) : SeatId.New());

    private static RedirectHttpResult Seated(HttpContext http, CandidateSessions sessions, string token, AttemptId attempt, Arrival arrival)
    {
        sessions.Open(http, InvitationToken.Parse(token)!.Company, attempt, arrival.Seat);
        return TypedResults.LocalRedirect($"/attempts/{attempt.Value:N}");
    }

    private static RedirectHttpResult Back(string token, Problem problem) =>
        TypedResults.LocalRedirect($"/take/{Uri.EscapeDataString(token)}?problem={problem.Code}");
}
