using EllaAI.Core.Access;

namespace EllaAI.Core.Impersonations;

/// <summary>For whom somebody acts who is not them.</summary>
public sealed record ActingFor(ImpersonationId Impersonation, AccountId Member);

/// <summary>What nobody may who acts as somebody else, whatever that member's role is: the only place that says so.</summary>
public static class Withheld
{
    public const string Code = "acting";

    public static IReadOnlyDictionary<Permission, Problem> All { get; } = new Dictionary<Permission, Problem>
    {
        [Permission.ActForOneself] = Of("How a member signs in, their sessions, their own data and their place in the company are theirs alone."),
        [Permission.ManageApiKeys] = Of("API keys are neither shown nor made nor revoked by somebody who acts as a member."),
        [Permission.ManageSignIn] = Of("How a company's members sign in is neither shown nor changed by somebody who acts as one."),
        [Permission.ManageWebhooks] = Of("Webhooks and their secrets are neither shown nor changed by somebody who acts as a member."),
        [Permission.ManageOwners] = Of("Nobody is made or removed as an owner by somebody who acts as a member."),
        [Permission.ManageMembers] = Of("Nobody is invited, disabled, removed or given another role by somebody who acts as a member."),
        [Permission.ErasePeople] = Of("Nobody is written out or erased by somebody who acts as a member."),
        [Permission.OperatePlatform] = Of("The platform's pages are for your own session."),
        [Permission.TakeAttempt] = Of("A candidate's attempt is the candidate's alone."),
        [Permission.RunJobs] = Of("This is the system's to do."),
    };

    private static Problem Of(string why) => new(Code, $"{why} End acting as them first.", ProblemKind.Forbidden);
}
