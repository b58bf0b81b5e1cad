using EllaAI.Core.Access;

namespace EllaAI.Core.Api;

/// <summary>One thing that a key may be made for.</summary>
/// <param name="Name">As programs write it. Stable.</param>
/// <param name="Words">What a program can do with it, for people.</param>
/// <param name="Permissions">What it comes to; never more than an admin may.</param>
public sealed record ApiScope(string Name, string Words, IReadOnlyList<Permission> Permissions);

/// <summary>What programs may do: the only place that says so.</summary>
public static class ApiScopes
{
    public const string ReadAssessments = "assessments:read";
    public const string WriteAssessments = "assessments:write";
    public const string ReadQuestions = "questions:read";
    public const string WriteInvitations = "invitations:write";
    public const string ReadResults = "results:read";
    public const string RunExecutions = "execution:run";

    public static IReadOnlyList<ApiScope> All { get; } =
    [
        new(ReadAssessments, "See assessments", [Permission.ViewAssessments]),
        new(WriteAssessments, "Write and publish assessments", [Permission.ViewAssessments, Permission.EditAssessments]),
        new(ReadQuestions, "See questions, with their hidden tests", [Permission.ViewQuestions]),
        new(WriteInvitations, "Invite candidates", [Permission.InviteCandidates]),
        new(ReadResults, "See candidates and their results", [Permission.ViewResults]),
        new(RunExecutions, "Run code on the tests of a question", [Permission.RunCode]),
    ];

    public static IReadOnlySet<Permission> PermissionsOf(IEnumerable<string> scopes) =>
        All.Where(s => scopes.Contains(s.Name)).SelectMany(s => s.Permissions).ToHashSet();

    /// <summary>In the order of the table; what is in neither is left out.</summary>
    public static IReadOnlyList<string> Among(IReadOnlyList<string> scopes, IReadOnlyList<string> wanted) =>
        [.. All.Select(s => s.Name).Where(s => scopes.Contains(s) && wanted.Contains(s))];
}
