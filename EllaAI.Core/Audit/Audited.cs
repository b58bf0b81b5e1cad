using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

/// <summary>
/// Somebody did something that others may ask about later. Committed with what was done, so that the log misses nothing; all of a company have one
/// subject, so that they are chained one after the other, in the order in which the store hands its events on.
/// </summary>
/// <param name="Actor">An account's id, <c>api-key/</c> and a key's, <c>candidate</c>, <c>system</c> or <c>visitor</c>: a name is personal, and could not be erased from a chain.</param>
/// <param name="Action">One of <see cref="AuditAction"/>.</param>
/// <param name="Target">Such as <c>assessment/1f…</c>.</param>
/// <param name="Before">In a few words, without names of people; empty when it is new.</param>
/// <param name="After">The same; empty when it is gone.</param>
[EventContract("ella.audited", 1)]
public sealed record Audited(CompanyId Company, string Actor, string Action, string Target, DateTimeOffset At, string Before, string After) : IEvent
{
    /// <summary>An <see cref="Origin"/>'s id; empty where there is none.</summary>
    public string From { get; init; } = "";

    /// <summary>The id of the member as whom an admin of the platform acted; empty for whoever acted as themselves.</summary>
    public string For { get; init; } = "";

    /// <summary>The id of the impersonation meanwhile, whose beginning says why. It has one of whoever ends somebody else's too.</summary>
    public string During { get; init; } = "";

    string IEvent.Subject => "audit";
}

/// <summary>What is kept in the log. Stable: entries hold these words for ever.</summary>
public static class AuditAction
{
    public const string QuestionSaved = "question-saved";
    public const string AssessmentSaved = "assessment-saved";
    public const string AssessmentPublished = "assessment-published";
    public const string AssessmentArchived = "assessment-archived";
    public const string AssessmentRestored = "assessment-restored";
    public const string AssessmentShared = "assessment-shared";
    public const string CandidateInvited = "candidate-invited";
    public const string InvitationRevoked = "invitation-revoked";
    public const string InvitationRenewed = "invitation-renewed";
    public const string AttemptTakenOver = "attempt-taken-over";
    public const string MailResent = "mail-resent";
    public const string MemberInvited = "member-invited";
    public const string MemberInvitationRevoked = "member-invitation-revoked";
    public const string MemberJoined = "member-joined";
    public const string MemberRoleChanged = "member-role-changed";
    public const string MemberDisabled = "member-disabled";
    public const string MemberEnabled = "member-enabled";
    public const string MemberRemoved = "member-removed";
    public const string MemberLeft = "member-left";
    public const string CompanyCreated = "company-created";
    public const string CompanyRenamed = "company-renamed";
    public const string CompanySuspended = "company-suspended";
    public const string CompanyRestored = "company-restored";
    public const string CompanyPlanChanged = "company-plan-changed";
    public const string PlanAdded = "plan-added";
    public const string PlanChanged = "plan-changed";
    public const string PlanDeleted = "plan-deleted";
    public const string CompanyLookChanged = "company-look-changed";
    public const string ExtraTimeChanged = "extra-time-changed";
    public const string CompanyRegionChanged = "company-region-changed";
    public const string SignInRulesChanged = "sign-in-rules-changed";
    public const string SignOnSaved = "sign-on-saved";
    public const string SignOnRemoved = "sign-on-removed";
    public const string DomainAdded = "domain-added";
    public const string DomainProven = "domain-proven";
    public const string DomainRemoved = "domain-removed";
    public const string PersonExported = "person-exported";
    public const string PersonErasureAsked = "person-erasure-asked";
    public const string PersonErased = "person-erased";
    public const string RetentionChanged = "retention-changed";
    public const string AttemptsErased = "attempts-erased";
    public const string ConsentTextChanged = "consent-text-changed";
    public const string CompanyDeletionAsked = "company-deletion-asked";
    public const string CompanyDeletionTakenBack = "company-deletion-taken-back";
    public const string CompanyDeleted = "company-deleted";
    public const string WebhookAdded = "webhook-added";
    public const string WebhookChanged = "webhook-changed";
    public const string WebhookSecretRotated = "webhook-secret-rotated";
    public const string WebhookRemoved = "webhook-removed";
    public const string ApiKeyMade = "api-key-made";
    public const string ApiKeyRevoked = "api-key-revoked";
    public const string ImpersonationBegan = "impersonation-began";
    public const string ImpersonationEnded = "impersonation-ended";
    public const string FeatureChanged = "feature-changed";
    public const string SignedIn = "signed-in";
    public const string SignInDelayed = "sign-in-delayed";
    public const string PasswordChanged = "password-changed";
    public const string PasswordReset = "password-reset";
    public const string SecondStepOn = "second-step-on";
    public const string SecondStepOff = "second-step-off";
    public const string RecoveryCodesMade = "recovery-codes-made";
    public const string RecoveryCodeUsed = "recovery-code-used";
    public const string PasskeyAdded = "passkey-added";
    public const string PasskeyRemoved = "passkey-removed";
    public const string DeviceForgotten = "device-forgotten";
    public const string SessionEnded = "session-ended";
    public const string AddressConfirmed = "address-confirmed";

    public static IReadOnlyList<string> All { get; } =
    [
        QuestionSaved, AssessmentSaved, AssessmentPublished, AssessmentArchived, AssessmentRestored, AssessmentShared, CandidateInvited, InvitationRevoked, InvitationRenewed, AttemptTakenOver, MailResent,
        MemberInvited, MemberInvitationRevoked, MemberJoined, MemberRoleChanged, MemberDisabled, MemberEnabled, MemberRemoved, MemberLeft,
        CompanyCreated, CompanyRenamed, CompanySuspended, CompanyRestored,
        CompanyPlanChanged, PlanAdded, PlanChanged, PlanDeleted,
        CompanyLookChanged, ExtraTimeChanged, CompanyRegionChanged,
        SignInRulesChanged, SignOnSaved, SignOnRemoved, DomainAdded, DomainProven, DomainRemoved,
        PersonExported, PersonErasureAsked, PersonErased, RetentionChanged, AttemptsErased, ConsentTextChanged,
        CompanyDeletionAsked, CompanyDeletionTakenBack, CompanyDeleted,
        WebhookAdded, WebhookChanged, WebhookSecretRotated, WebhookRemoved,
        ApiKeyMade, ApiKeyRevoked,
        ImpersonationBegan, ImpersonationEnded, FeatureChanged,
        SignedIn, SignInDelayed, PasswordChanged, PasswordReset, SecondStepOn, SecondStepOff,
        RecoveryCodesMade, RecoveryCodeUsed, PasskeyAdded, PasskeyRemoved, DeviceForgotten, SessionEnded, AddressConfirmed,
    ];
}

public static class AuditExtensions
{
    /// <summary>For the events of the commit that does it.</summary>
    public static Audited Did<T>(this Actor actor, string action, string kind, T id, DateTimeOffset at, string before = "", string after = "")
        where T : struct, IId<T> => actor.Did(action, $"{kind}/{id.Value:N}", at, before, after);

    public static Audited Did(this Actor actor, string action, string target, DateTimeOffset at, string before, string after) =>
        new(actor.Company, actor.Name, action, target, at, before, after)
        {
            From = actor.Origin?.Value.ToString("N") ?? "",
            For = actor.Acting?.Member.Value.ToString("N") ?? "",
            During = actor.Acting?.Impersonation.Value.ToString("N") ?? "",
        };
}
