namespace EllaAI.Core.Members;

public static class MemberProblems
{
    public static Problem LastOwner { get; } = new(
        "last-owner", "There must be somebody who owns the company. Make somebody else an owner first.", ProblemKind.Conflict);

    public static Problem OwnersOnly { get; } = new(
        "owners-only", "Only an owner can make somebody an owner, or change one. Ask an owner of your company.", ProblemKind.Forbidden);

    public static Problem NoSuchRole { get; } = new("invalid-role", "Choose one of the roles.");

    public static Problem Already { get; } = new("already-member", "Somebody with this address is a member already.", ProblemKind.Conflict);

    public static Problem Invited { get; } = new(
        "already-invited", "Somebody with this address is invited already. Send the invitation again, or revoke it first.", ProblemKind.Conflict);

    public static Problem UnknownLink { get; } = new(
        "link-unknown", "This invitation leads nowhere. It may have been used, replaced by a newer one, or revoked. Ask whoever invited you.", ProblemKind.NotFound);

    public static Problem Expired { get; } = new("link-expired", "This invitation has expired. Ask whoever invited you for a new one.", ProblemKind.Gone);

    public static Problem Paused { get; } = new(
        "company-paused", "The company that invited you cannot be reached here for the moment. Your invitation stays good until it expires: try again later, or ask whoever invited you.", ProblemKind.Gone);

    public static Problem AnothersLink { get; } = new(
        "link-of-another", "This invitation is for another address than that of the account you are signed in with. Sign out, then open the link again.", ProblemKind.Conflict);

    public static Problem TooMany { get; } = new(
        "too-many-invitations", "So many people are invited and have not joined that no more can be. Revoke some first.", ProblemKind.Conflict);
}
