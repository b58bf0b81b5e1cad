using EllaAI.Core.Audit;

namespace EllaAI.Web.Audit;

/// <summary>What was done, for people.</summary>
internal static class AuditWords
{
    private static readonly Dictionary<string, string> _did = new()
    {
        [AuditAction.QuestionSaved] = "Saved a question",
        [AuditAction.AssessmentSaved] = "Saved an assessment",
        [AuditAction.AssessmentPublished] = "Published an assessment",
        [AuditAction.AssessmentArchived] = "Archived an assessment",
        [AuditAction.AssessmentRestored] = "Restored an assessment",
        [AuditAction.AssessmentShared] = "Said whom an assessment is open to",
        [AuditAction.CandidateInvited] = "Invited a candidate",
        [AuditAction.InvitationRevoked] = "Withdrew an invitation",
        [AuditAction.InvitationRenewed] = "Sent a candidate a new link",
        [AuditAction.AttemptTakenOver] = "Continued an attempt on another device",
        [AuditAction.MailResent] = "Sent a mail again",
        [AuditAction.MemberInvited] = "Invited a member",
        [AuditAction.MemberInvitationRevoked] = "Revoked a member's invitation",
        [AuditAction.MemberJoined] = "Joined the company",
        [AuditAction.MemberRoleChanged] = "Changed a member's role",
        [AuditAction.MemberDisabled] = "Disabled a member",
        [AuditAction.MemberEnabled] = "Enabled a member",
        [AuditAction.MemberRemoved] = "Removed a member",
        [AuditAction.MemberLeft] = "Left the company",
        [AuditAction.CompanyCreated] = "Created the company",
        [AuditAction.CompanyRenamed] = "Renamed the company",
        [AuditAction.CompanySuspended] = "Suspended the company",
        [AuditAction.CompanyRestored] = "Restored the company",
        [AuditAction.CompanyPlanChanged] = "Changed the company's plan",
        [AuditAction.PlanAdded] = "Added a plan",
        [AuditAction.PlanChanged] = "Changed a plan",
        [AuditAction.PlanDeleted] = "Deleted a plan",
        [AuditAction.CompanyLookChanged] = "Changed the company's colours or logo",
        [AuditAction.ExtraTimeChanged] = "Changed extra time",
        [AuditAction.CompanyRegionChanged] = "Changed time zone or country",
        [AuditAction.SignInRulesChanged] = "Changed the rules of signing in",
        [AuditAction.SignOnSaved] = "Set up single sign-on",
        [AuditAction.SignOnRemoved] = "Removed single sign-on",
        [AuditAction.DomainAdded] = "Added a domain",
        [AuditAction.DomainProven] = "Proved a domain",
        [AuditAction.DomainRemoved] = "Removed a domain",
        [AuditAction.PersonExported] = "Asked for all that is kept about a person",
        [AuditAction.PersonErasureAsked] = "Had a person erased",
        [AuditAction.PersonErased] = "A person is erased",
        [AuditAction.RetentionChanged] = "Changed how long results are kept",
        [AuditAction.AttemptsErased] = "Erased results whose time had come",
        [AuditAction.ConsentTextChanged] = "Changed what candidates agree to",
        [AuditAction.CompanyDeletionAsked] = "Asked for the company to be deleted",
        [AuditAction.CompanyDeletionTakenBack] = "Took the deletion of the company back",
        [AuditAction.CompanyDeleted] = "Deleted a company",
        [AuditAction.WebhookAdded] = "Added a webhook",
        [AuditAction.WebhookChanged] = "Changed a webhook",
        [AuditAction.WebhookSecretRotated] = "Made a new secret for a webhook",
        [AuditAction.WebhookRemoved] = "Removed a webhook",
        [AuditAction.ApiKeyMade] = "Made an API key",
        [AuditAction.ApiKeyRevoked] = "Revoked an API key",
        [AuditAction.ImpersonationBegan] = "Began to act as a member",
        [AuditAction.ImpersonationEnded] = "Ended acting as a member",
        [AuditAction.FeatureChanged] = "Switched a part of the product on or off",
        [AuditAction.SignedIn] = "Signed in",
        [AuditAction.SignInDelayed] = "Guessed at a sign-in, and had to wait",
        [AuditAction.PasswordChanged] = "Changed their password",
        [AuditAction.PasswordReset] = "Reset their password",
        [AuditAction.SecondStepOn] = "Turned the second step on",
        [AuditAction.SecondStepOff] = "Turned the second step off",
        [AuditAction.RecoveryCodesMade] = "Made new recovery codes",
        [AuditAction.RecoveryCodeUsed] = "Used a recovery code",
        [AuditAction.PasskeyAdded] = "Added a passkey",
        [AuditAction.PasskeyRemoved] = "Removed a passkey",
        [AuditAction.DeviceForgotten] = "Had a remembered browser forgotten",
        [AuditAction.SessionEnded] = "Ended their own sessions",
        [AuditAction.AddressConfirmed] = "Confirmed their address",
    };

    /// <summary>For choosing one, by what they are called.</summary>
    public static IReadOnlyList<string> Sorted { get; } = [.. AuditAction.All.OrderBy(Of, StringComparer.OrdinalIgnoreCase)];

    public static string Of(AuditActorKind kind) => kind switch
    {
        AuditActorKind.Member => "Members",
        AuditActorKind.Other => "No members, or no longer",
        AuditActorKind.Program => "API keys",
        _ => "Others",
    };

    /// <summary>True for what whoever runs the installation did to a company: from where is in the platform's log alone.</summary>
    public static bool IsOfThePlatform(AuditEntry entry) => entry.From.Length == 0 && Guid.TryParse(entry.Actor, out _) && entry.Action is
        AuditAction.CompanyCreated or AuditAction.CompanySuspended or AuditAction.CompanyRestored or AuditAction.CompanyPlanChanged or AuditAction.FeatureChanged
        or AuditAction.CompanyDeletionAsked or AuditAction.CompanyDeletionTakenBack;

    /// <summary>A newer release's action by its own name.</summary>
    public static string Of(string action) => _did.GetValueOrDefault(action, action);

    /// <summary>Where what it was done to can be seen; null when there is no page of it.</summary>
    public static string? Page(AuditEntry entry) => entry.Target.StartsWith("sign-on/", StringComparison.Ordinal) ? "/settings/sign-in" : entry.Target.Split('/') is [var kind, var text] && Guid.TryParse(text, out var id) ? kind switch
    {
        "question" => $"/questions/{id}",
        "assessment" => $"/assessments/{id}",
        "attempt" => $"/results/{id}",
        "mail" => $"/outbox/{id}",
        "member" or "member-invitation" => "/settings/members",
        "erasure" or "export" => "/settings/privacy",
        "webhooks" => "/settings/webhooks",
        "api-keys" => "/settings/api-keys",
        _ => null,
    } : null;
}
