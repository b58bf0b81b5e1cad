using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Web.Attempts;
using EllaAI.Web.Operations;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Invitations;

/// <summary>From an invitation's link to the start of the attempt.</summary>
public static class InvitationsFeature
{
    public static IServiceCollection AddInvitations(this IServiceCollection services) => services
        .AddSingleton<InviteCandidate>()
        .AddSingleton<OpenInvitation>()
        .AddSubscriber<CandidateInvited, AnnounceInvitation>();

    public static void MapInvitations(this WebApplication app) => app.MapPost("/take/{token}/start", Start);

    private static async Task<IResult> Start(
        string token, [FromForm] bool? consent, HttpContext http, StartAttempt start, CandidateSessions sessions, CancellationToken ct)
    {
        if (!(await start.Run(token, consent == true, ct)).Ok(out var attempt, out var problem))
            return TypedResults.LocalRedirect($"/take/{Uri.EscapeDataString(token)}?problem={problem.Code}");
        sessions.Open(http, InvitationToken.Parse(token)!.Company, attempt.Id);
        return TypedResults.LocalRedirect($"/attempts/{attempt.Id.Value:N}");
    }
}
