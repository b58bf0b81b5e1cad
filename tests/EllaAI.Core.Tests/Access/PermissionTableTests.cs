using EllaAI.Core.Access;
using Xunit;

namespace EllaAI.Core.Tests.Access;

/// <summary>What each role may, written down a second time: a line that changes here was meant to change.</summary>
public sealed class PermissionTableTests
{
    private static readonly Role[] _roles = [Role.Viewer, Role.Reviewer, Role.Recruiter, Role.Admin, Role.Owner, Role.PlatformAdmin];

    /// <summary>In the order of the roles above.</summary>
    private static readonly Dictionary<Permission, string> _may = new()
    {
        [Permission.ViewAssessments] = "yes yes yes yes yes no",
        [Permission.ViewResults] = "yes yes yes yes yes no",
        [Permission.ViewMembers] = "yes yes yes yes yes yes",
        [Permission.ActForOneself] = "yes yes yes yes yes yes",
        [Permission.ViewQuestions] = "no yes yes yes yes no",
        [Permission.EditQuestions] = "no no yes yes yes no",
        [Permission.EditAssessments] = "no no yes yes yes no",
        [Permission.InviteCandidates] = "no no yes yes yes no",
        [Permission.ViewMail] = "no no yes yes yes yes",
        [Permission.SendMail] = "no no yes yes yes no",
        [Permission.RunCode] = "no no yes yes yes no",
        [Permission.ManageMembers] = "no no no yes yes yes",
        [Permission.ManageCompany] = "no no no yes yes no",
        [Permission.ManageWebhooks] = "no no no yes yes no",
        [Permission.ManageApiKeys] = "no no no yes yes no",
        [Permission.ViewAudit] = "no no no yes yes yes",
        [Permission.ViewEveryAssessment] = "no no no yes yes no",
        [Permission.ErasePeople] = "no no no yes yes yes",
        [Permission.ManageOwners] = "no no no no yes yes",
        [Permission.ManageSignIn] = "no no no no yes no",
        [Permission.OperatePlatform] = "no no no no no yes",
        [Permission.RunJobs] = "no no no no no no",
        [Permission.TakeAttempt] = "no no no no no no",
    };

    [Fact]
    public void Each_role_may_what_stands_here_and_nothing_else()
    {
        Assert.Equal(Enum.GetValues<Permission>().Order(), _may.Keys.Order());
        Assert.Equal(Enum.GetValues<Role>().Order(), _roles.Order());
        Assert.All(_may, line => Assert.Equal(line.Value, string.Join(' ', _roles.Select(role => PermissionTable.ByRole[role].Contains(line.Key) ? "yes" : "no"))));
    }
}
