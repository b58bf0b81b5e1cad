using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;

namespace EllaAI.Core.Members;

internal static class MemberInvitationMail
{
    private const string Invites = " invites you to join ";

    /// <summary>The text without whoever invites, who is named at the beginning of its second paragraph: the only place in which a mail names somebody else than whom it is for.</summary>
    public static string Unnamed(string text)
    {
        const string Greeting = "Hello,\n\n";
        var named = text.IndexOf(Invites, StringComparison.Ordinal);
        return text.StartsWith(Greeting, StringComparison.Ordinal) && named > 0 ? $"{Greeting}Somebody{text[named..]}" : text;
    }

    /// <param name="inviter">Null when it was the installation itself.</param>
    public static Mail Write(MemberInvitation invitation, string company, CompanyRegion region, string? inviter, Uri link) => new(
        new(Guid.NewGuid()),
        "",
        invitation.Email,
        $"Join {company} on EllaAI",
        $"""
        Hello,

        {(inviter is null ? $"you are invited to join {company}" : $"{inviter}{Invites}{company}")} on EllaAI, where coding assessments are written, sent and read. Follow this link to accept:

        {link}

        The link is yours alone and opens until {region.Write(invitation.ExpiresAt)}. If you did not expect it, there is nothing that you have to do.
        """,
        invitation.SentAt)
    {
        Action = "Accept the invitation",
        Inviter = inviter is null ? null : invitation.InvitedBy,
        // Whoever follows the link takes the place, and must not be somebody who could not have given it.
        Personal = invitation.Role is Role.Owner or Role.PlatformAdmin ? Permission.ManageOwners : Permission.ManageMembers,
    };
}
