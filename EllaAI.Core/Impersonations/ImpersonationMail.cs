using System.Globalization;
using EllaAI.Core.Access;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;

namespace EllaAI.Core.Impersonations;

internal static class ImpersonationMail
{
    public static Mail Write(Member owner, string by, Whom whom, Impersonation acting, Uri site) => new(
        new(Guid.NewGuid()),
        owner.Name,
        owner.Email,
        $"Somebody who runs EllaAI acts for {whom.Place.Name}",
        $"""
        Hello {owner.Name},

        {by}, who runs this installation of EllaAI, has begun to act as {whom.Account.Name} in {whom.Place.Name}. It ends at {whom.Place.Region.Write(acting.Until)} at the latest.

        The reason that was given: {acting.Reason}

        Everything that is done meanwhile is in your audit log, with both names. You can end it at any time:

        {new Uri(site, "/settings/company")}
        """,
        acting.StartedAt)
    {
        Personal = Permission.ManageOwners,
        Named = [acting.By, acting.As],
    };

    /// <summary>What is left to be told when somebody whom it names is erased before it is sent: that it happened. The reason may name them too.</summary>
    public static Mail Unnamed(Mail mail) => mail with
    {
        Text = $"""
        Hello {mail.ToName},

        somebody who ran this installation of EllaAI acted as a member of your company from {mail.At.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC on. It is over. One of the two has been erased since, so that neither of them is named here.

        Everything that was done meanwhile is in your audit log:

        {mail.Text[(mail.Text.LastIndexOf('\n') + 1)..]}
        """,
        Named = [],
    };
}
