namespace EllaAI.Core.Access;

public enum Permission
{
    ViewQuestions,
    EditQuestions,
    ViewAssessments,
    EditAssessments,
    InviteCandidates,
    ViewResults,
    ViewMail,
    SendMail,

    /// <summary>Says where the company's events are sent.</summary>
    ManageWebhooks,

    /// <summary>Sees who did what in the company.</summary>
    ViewAudit,
    TakeAttempt,
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
    private static readonly Permission[] _viewer = [Permission.ViewAssessments, Permission.ViewResults];
    private static readonly Permission[] _reviewer = [.. _viewer, Permission.ViewQuestions];
    private static readonly Permission[] _recruiter =
        [.. _reviewer, Permission.EditQuestions, Permission.EditAssessments, Permission.InviteCandidates, Permission.ViewMail, Permission.SendMail];
    private static readonly Permission[] _admin = [.. _recruiter, Permission.ManageWebhooks, Permission.ViewAudit];

    public static IReadOnlyDictionary<Role, IReadOnlySet<Permission>> ByRole { get; } = new Dictionary<Role, IReadOnlySet<Permission>>
    {
        [Role.Viewer] = _viewer.ToHashSet(),
        [Role.Reviewer] = _reviewer.ToHashSet(),
        [Role.Recruiter] = _recruiter.ToHashSet(),
        [Role.Admin] = _admin.ToHashSet(),
        [Role.Owner] = _admin.ToHashSet(),
        [Role.PlatformAdmin] = new HashSet<Permission> { Permission.OperatePlatform },
    };
}
