using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;

namespace EllaAI.Core.Invitations;

internal static class InvitationMail
{
    private const string Open = "Open the assessment";

    public static Mail Write(Invitation invitation, Assessment assessment, Company company, Uri link) => new(
        new(Guid.NewGuid()),
        invitation.Name,
        invitation.Email,
        $"{company.Name} invites you: {assessment.Title}",
        $"""
        Hello {invitation.Name},

        {company.Name} invites you to a coding assessment: {assessment.Title}.

        It takes {invitation.Time(assessment.DurationMinutes).TotalMinutes} minutes, {Count(assessment.Questions.Count)}. The clock starts only when you press Start, not when you open the link:

        {link}

        You can try the editor first, on a sample question. The link is yours alone and opens until {company.Region.Write(invitation.ExpiresAt)}.

        Good luck!
        """,
        invitation.SentAt)
    {
        Assessment = invitation.Assessment,
        About = About(invitation),
        Action = Open,
    };

    /// <param name="started">The attempt goes on behind the new link.</param>
    public static Mail WriteAgain(Invitation invitation, Assessment assessment, Company company, Uri link, bool started) => new(
        new(Guid.NewGuid()),
        invitation.Name,
        invitation.Email,
        $"A new link from {company.Name}: {assessment.Title}",
        $"""
        Hello {invitation.Name},

        here is a new link to your coding assessment at {company.Name}, {assessment.Title}. The earlier one no longer works.

        {link}

        {(started
            ? "Your work and your clock are where you left them; the clock runs on."
            : $"It takes {invitation.Time(assessment.DurationMinutes).TotalMinutes} minutes, {Count(assessment.Questions.Count)}. The clock starts only when you press Start. The link is yours alone and opens until {company.Region.Write(invitation.ExpiresAt)}.")}

        Good luck!
        """,
        invitation.SentAt)
    {
        Assessment = invitation.Assessment,
        About = About(invitation),
        Action = Open,
    };

    public static Mail WriteCode(Invitation invitation, string title, string company, string code, DateTimeOffset now) => new(
        new(Guid.NewGuid()),
        invitation.Name,
        invitation.Email,
        $"Your code for {title}",
        $"""
        Hello {invitation.Name},

        {code}

        is your code for the coding assessment {title} at {company}. It works for ten minutes, in the browser in which you opened your link.

        If you did not open your link just now, somebody else has it: tell {company}, and give the code to nobody.
        """,
        now)
    {
        Assessment = invitation.Assessment,
        About = About(invitation),
    };

    private static string About(Invitation invitation) => invitation.Id.Value.ToString("N");

    private static string Count(int questions) => questions == 1 ? "one question" : $"{questions} questions";
}
