using System.Globalization;
using EllaAI.Core.Access;
using EllaAI.Core.Notifications;

namespace EllaAI.Core.Members;

internal static class MemberInvitationMail
{
    /// <summary>The only words in which a mail names somebody else than whom it is for.</summary>
    public static string By(string inviter) => $"{inviter} invites you to join";

    /// <param name="inviter">Null when it was the installation itself.</param>
    public static Mail Write(MemberInvitation invitation, string company, string? inviter, Uri link) => new(
        new(Guid.NewGuid()),
        "",
        invitation.Email,
        $"Join {company} on EllaAI",
        $"""
        Hello,

        {(inviter is null ? $"you are invited to join {company}" : $"{By(inviter)} {company}")} on EllaAI, where coding assessments are written, sent and read. Follow this link to accept:

        {link}

        The link is yours alone and opens until {invitation.ExpiresAt.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC. If you did not expect it, there is nothing that you have to do.
        """,
        invitation.SentAt)
    {
        // Whoever follows the link takes the place, and must not be somebody who could not have given it.
        Personal = invitation.Role is Role.Owner or Role.PlatformAdmin ? Permission.ManageOwners : Permission.ManageMembers,
    };
}
