using EllaAI.Core.Access;

namespace EllaAI.Web.Members;

/// <summary>Roles and permissions, for people.</summary>
public static class RoleWords
{
    private static readonly Dictionary<Role, (string Name, string Does)> _roles = new()
    {
        [Role.Viewer] = ("Viewer", "Sees assessments and results."),
        [Role.Reviewer] = ("Reviewer", "Also sees the questions with their tests."),
        [Role.Recruiter] = ("Recruiter", "Also writes questions and assessments, and invites candidates."),
        [Role.Admin] = ("Admin", "Also sees every assessment, manages members, webhooks and API keys, and reads the audit log."),
        [Role.Owner] = ("Owner", "Also makes and removes owners, says how members sign in, and can hand the company over."),
        [Role.PlatformAdmin] = ("Platform admin", "Sees to the installation, not to what companies do in it."),
    };

    private static readonly Dictionary<Permission, string> _permissions = new()
    {
        [Permission.ViewAssessments] = "See assessments",
        [Permission.ViewResults] = "See boards and results",
        [Permission.ViewMembers] = "See members",
        [Permission.ViewQuestions] = "See questions and their tests",
        [Permission.EditQuestions] = "Write questions",
        [Permission.EditAssessments] = "Write and publish assessments",
        [Permission.ViewEveryAssessment] = "See every assessment, also a team's and private ones",
        [Permission.InviteCandidates] = "Invite candidates",
        [Permission.ViewMail] = "Read the outbox",
        [Permission.SendMail] = "Send mails again",
        [Permission.RunCode] = "Run code on the tests of questions",
        [Permission.ManageMembers] = "Invite, change and remove members",
        [Permission.ManageCompany] = "Change the company's settings",
        [Permission.ManageWebhooks] = "Manage webhooks",
        [Permission.ManageApiKeys] = "Make and revoke API keys",
        [Permission.ErasePeople] = "Export and erase people, and say how long results are kept",
        [Permission.ViewAudit] = "Read and export the audit log",
        [Permission.ManageOwners] = "Make and remove owners",
        [Permission.ManageSignIn] = "Say how members sign in",
    };

    public static string Of(Role role) => _roles[role].Name;

    public static string Does(Role role) => _roles[role].Does;

    /// <summary>What a role of a company can hold, the most common first. What candidates, jobs and the platform may is not among it.</summary>
    public static IReadOnlyList<Permission> Permissions { get; } = [.. _permissions.Keys];

    public static string Of(Permission permission) => _permissions.GetValueOrDefault(permission, permission.ToString());
}
