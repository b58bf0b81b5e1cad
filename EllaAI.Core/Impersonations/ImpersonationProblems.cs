namespace EllaAI.Core.Impersonations;

/// <summary>Why nobody acts as somebody. Pages show them by their code.</summary>
public static class ImpersonationProblems
{
    public static Problem NoMember { get; } = new(
        "impersonation-no-member", "This person cannot act for the company: they are no member, or are disabled. Choose an active member.", ProblemKind.NotFound);

    public static Problem PlatformAdmin { get; } = new(
        "impersonation-platform-admin", "Nobody acts as an admin of the platform. Choose another member.", ProblemKind.Forbidden);

    public static Problem Closed { get; } = new(
        "impersonation-suspended", "Nobody acts for a company that is suspended or being deleted. Restore it first.", ProblemKind.Conflict);

    public static Problem SecondStep { get; } = new(
        "impersonation-second-step", "This company asks for more than a password. Sign in with your own second step, then act as its members.", ProblemKind.Forbidden);

    public static Problem OwnSession { get; } = new(
        "impersonation-session", "Your own session has ended. Sign in again.", ProblemKind.Forbidden);

    public static IReadOnlyList<Problem> All { get; } = [NoMember, PlatformAdmin, Closed, SecondStep, OwnSession];
}
