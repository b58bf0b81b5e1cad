namespace EllaAI.Core.Access;

public enum Permission
{
    ViewQuestions,
    EditQuestions,
    ViewAssessments,
    EditAssessments,

    /// <summary>Also those that are a team's, or private.</summary>
    ViewEveryAssessment,
    InviteCandidates,
    ViewResults,
    ViewMail,
    SendMail,

    /// <summary>Says where the company's events are sent.</summary>
    ManageWebhooks,

    /// <summary>Lets programs act for the company.</summary>
    ManageApiKeys,

    /// <summary>Runs programs on the tests of a question of the library.</summary>
    RunCode,

    /// <summary>Sees who acts for the company, and as what.</summary>
    ViewMembers,

    /// <summary>Invites, disables and removes members, and says what they may do.</summary>
    ManageMembers,

    /// <summary>The same for owners; and hands the company over.</summary>
    ManageOwners,

    /// <summary>Says what the company is called.</summary>
    ManageCompany,

    /// <summary>
    /// Says how members sign in, and who may vouch for them. Owners' alone: whoever chooses the provider can be anybody of the company.
    /// </summary>
    ManageSignIn,

    /// <summary>Has people written out and erased, and says how long the company keeps what they leave.</summary>
    ErasePeople,

    /// <summary>Sees who did what in the company.</summary>
    ViewAudit,
    TakeAttempt,

    /// <summary>Sees to what is a person's own: their sessions, their data, their place in the company.</summary>
    ActForOneself,
    RunJobs,

    /// <summary>Sees to the installation as a whole, not to what companies do in it.</summary>
    OperatePlatform,
}

public enum Role
{
    Viewer,
    Reviewer,
    Recruiter,
    Admin,
    Owner,

    /// <summary>Only on the platform itself: a member of no company.</summary>
    PlatformAdmin,
}

/// <summary>Who may do what: the only place that says so.</summary>
public static class PermissionTable
{
    private static readonly Permission[] _viewer = [Permission.ViewAssessments, Permission.ViewResults, Permission.ViewMembers, Permission.ActForOneself];
    private static readonly Permission[] _reviewer = [.. _viewer, Permission.ViewQuestions];
    private static readonly Permission[] _recruiter =
        [.. _reviewer, Permission.EditQuestions, Permission.EditAssessments, Permission.InviteCandidates, Permission.ViewMail, Permission.SendMail, Permission.RunCode];
    private static readonly Permission[] _admin =
    [
        .. _recruiter, Permission.ManageMembers, Permission.ManageCompany, Permission.ManageWebhooks, Permission.ManageApiKeys, Permission.ViewAudit,
        Permission.ViewEveryAssessment, Permission.ErasePeople,
    ];
    private static readonly Permission[] _owner = [.. _admin, Permission.ManageOwners, Permission.ManageSignIn];

    public static IReadOnlyDictionary<Role, IReadOnlySet<Permission>> ByRole { get; } = new Dictionary<Role, IReadOnlySet<Permission>>
    {
        [Role.Viewer] = _viewer.ToHashSet(),
        [Role.Reviewer] = _reviewer.ToHashSet(),
        [Role.Recruiter] = _recruiter.ToHashSet(),
        [Role.Admin] = _admin.ToHashSet(),
        [Role.Owner] = _owner.ToHashSet(),
        // Mails and members are the platform's own: a role acts for its company only.
        [Role.PlatformAdmin] = new HashSet<Permission>
        {
            Permission.OperatePlatform, Permission.ActForOneself, Permission.ViewMail, Permission.ViewMembers, Permission.ManageMembers, Permission.ManageOwners, Permission.ViewAudit, Permission.ErasePeople,
        },
    };
}
