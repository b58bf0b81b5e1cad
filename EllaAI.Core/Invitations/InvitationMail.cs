using System.Globalization;
using EllaAI.Core.Assessments;
using EllaAI.Core.Notifications;

namespace EllaAI.Core.Invitations;

internal static class InvitationMail
{
    public static Mail Write(Invitation invitation, Assessment assessment, string company, Uri link) => new(
        new(Guid.NewGuid()),
        invitation.Name,
        invitation.Email,
        $"{company} invites you: {assessment.Title}",
        $"""
        Hello {invitation.Name},

        {company} invites you to a coding assessment: {assessment.Title}.

        It takes {assessment.DurationMinutes} minutes, {Count(assessment.Questions.Count)}. The clock starts only when you press Start, not when you open the link:

        {link}

        You can try the editor first, on a sample question. The link is yours alone and opens until {invitation.ExpiresAt.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC.

        Good luck!
        """,
        invitation.SentAt);

    private static string Count(int questions) => questions == 1 ? "one question" : $"{questions} questions";
}
