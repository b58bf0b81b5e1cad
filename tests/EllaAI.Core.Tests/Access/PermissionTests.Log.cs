using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Assessments;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Privacy;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.SingleSignOn;
using EllaAI.Core.Tests.Webhooks;
using Xunit;

namespace EllaAI.Core.Tests.Access;

/// <summary>Every use case again, asked by those who may: what they changed is told to the log, under their name.</summary>
public sealed partial class PermissionTests
{
    /// <summary>What each tells when it changes something. Whatever is not here changes nothing for them, or is in <see cref="_untold"/>.</summary>
    private static readonly Dictionary<string, string> _told = new()
    {
        ["SaveQuestion.Run"] = AuditAction.QuestionSaved,
        ["SaveAssessment.Run"] = AuditAction.AssessmentSaved,
        ["PublishAssessment.Run"] = AuditAction.AssessmentPublished,
        ["ArchiveAssessment.Run"] = AuditAction.AssessmentArchived,
        ["ArchiveAssessment.Restore"] = AuditAction.AssessmentRestored,
        ["ShareAssessment.Run"] = AuditAction.AssessmentShared,
        ["InviteCandidate.Run"] = AuditAction.CandidateInvited,
        ["InviteCandidate.Once"] = AuditAction.CandidateInvited,
        ["RevokeInvitation.Run"] = AuditAction.InvitationRevoked,
        ["SendNewLink.Run"] = AuditAction.InvitationRenewed,
        ["AskErasure.Candidate"] = AuditAction.PersonErasureAsked,
        ["AskExport.Candidate"] = AuditAction.PersonExported,
        ["AskDeletion.Run"] = AuditAction.CompanyDeletionAsked,
        ["AskDeletion.TakeBack"] = AuditAction.CompanyDeletionTakenBack,
        ["ChangeCompany.Suspend"] = AuditAction.CompanySuspended,
        ["ChangeCompany.Restore"] = AuditAction.CompanyRestored,
        ["SavePlan.Run"] = AuditAction.PlanAdded,
        ["ChoosePlan.Run"] = AuditAction.CompanyPlanChanged,
        ["RenameCompany.Run"] = AuditAction.CompanyRenamed,
        ["ChangeMember.Role"] = AuditAction.MemberRoleChanged,
        ["ChangeMember.Disable"] = AuditAction.MemberDisabled,
        ["ChangeMember.Enable"] = AuditAction.MemberEnabled,
        ["RemoveMember.Run"] = AuditAction.MemberRemoved,
        ["TransferOwnership.Run"] = AuditAction.MemberRoleChanged,
        ["InviteMember.Owner"] = AuditAction.MemberInvited,
        ["InviteMember.Again"] = AuditAction.MemberInvited,
        ["RevokeMemberInvitation.Run"] = AuditAction.MemberInvitationRevoked,
        ["ChangeWebhook.Run"] = AuditAction.WebhookChanged,
        ["RotateWebhookSecret.Run"] = AuditAction.WebhookSecretRotated,
        ["RemoveWebhook.Run"] = AuditAction.WebhookRemoved,
        ["RevokeApiKey.Run"] = AuditAction.ApiKeyRevoked,
        ["SetCompanyRegion.Run"] = AuditAction.CompanyRegionChanged,
        ["SetCompanyLook.Colours"] = AuditAction.CompanyLookChanged,
        ["SetCompanyLook.Logo"] = AuditAction.CompanyLookChanged,
        ["SetCompanyLook.RemoveLogo"] = AuditAction.CompanyLookChanged,
        ["SetDefaultExtraTime.Run"] = AuditAction.ExtraTimeChanged,
        ["SaveProvider.Run"] = AuditAction.SignOnSaved,
        ["SaveProvider.Remove"] = AuditAction.SignOnRemoved,
        ["SetSignInRules.Run"] = AuditAction.SignInRulesChanged,
        ["ChangeDomains.Remove"] = AuditAction.DomainRemoved,
        ["SetFeature.Run"] = AuditAction.FeatureChanged,
        ["EndImpersonation.Run"] = AuditAction.ImpersonationEnded,
        ["EndImpersonation.OnPlatform"] = AuditAction.ImpersonationEnded,
        ["AddWebhook.Run"] = AuditAction.WebhookAdded,
        ["MakeApiKey.Run"] = AuditAction.ApiKeyMade,
        ["InviteMember.Run"] = AuditAction.MemberInvited,
        ["ChangeDomains.Add"] = AuditAction.DomainAdded,
        ["SetRetention.Run"] = AuditAction.RetentionChanged,
        ["RemoveMember.Run of oneself"] = AuditAction.MemberLeft,
        ["SetConsentText.Run"] = AuditAction.ConsentTextChanged,
    };

    /// <summary>Runs and tries of code are counted, and kept where they belong; what the system measures and notes is nobody's deed.</summary>
    private static readonly string[] _untold = ["RunOnQuestion.Start", "MeasureStorage.Run", "SendTestWebhook.Run"];

    /// <summary>What has to be so before there is something to change.</summary>
    private static readonly Dictionary<string, string> _first = new()
    {
        ["ArchiveAssessment.Restore"] = "ArchiveAssessment.Run",
        ["ChangeMember.Enable"] = "ChangeMember.Disable",
        ["SetCompanyLook.RemoveLogo"] = "SetCompanyLook.Logo",
        ["SaveProvider.Remove"] = "SaveProvider.Run",
        ["ChangeDomains.Remove"] = "ChangeDomains.Add",
        ["ChangeCompany.Restore"] = "ChangeCompany.Suspend",
        ["AskDeletion.TakeBack"] = "AskDeletion.Run",
    };

    /// <summary>Of those that need no document of the company's, the ones that make some.</summary>
    private static readonly Dictionary<string, Func<Call, Task>> _making = new()
    {
        ["AddWebhook.Run"] = c => c.Hooks.Add.Run(c.Actor, "https://two.example/", "", Hooks.AllEvents, c.Ct),
        ["MakeApiKey.Run"] = c => new MakeApiKey(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, "Payroll", [ApiScopes.ReadResults], 30, c.Ct),
        ["InviteMember.Run"] = c => new InviteMember(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, "zoe@example.com", Role.Viewer, Acme.Site, c.Ct),
        ["ChangeDomains.Add"] = c => new ChangeDomains(c.Acme.Documents, new ScriptedRecords(), c.Acme.Clock).Add(c.Actor, "acme.example", c.Ct),
        ["SetRetention.Run"] = c => c.People.Retention.Run(c.Actor, 90, true, c.Ct),
        ["RemoveMember.Run of oneself"] = c => new RemoveMember(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, c.Actor.Account!.Value, c.Ct),
        ["SetConsentText.Run"] = c => c.People.Texts.Run(c.Actor, "Agree to more.", 1, c.Ct),
    };

    private static readonly Account
        _ines = new(new(Guid.NewGuid()), "Ines Marsh", "ines@acme.example", "INES@ACME.EXAMPLE", "", ""),
        _ola = new(new(Guid.NewGuid()), "Ola Falk", "ola@ella.example", "OLA@ELLA.EXAMPLE", "", "");

    /// <summary>Names and addresses of all who are there.</summary>
    private static readonly string[] _people = ["Ann Lee", "Bob Wu", "Mia Berg", "Olu Ade", "Ines Marsh", "Ola Falk", "ann@", "bob@", "mia@", "noor@", "zoe@", "olu@", "ines@", "ola@"];

    public static TheoryData<string> Changing => [.. _useCases.Keys.Concat(_making.Keys)];

    [Theory]
    [MemberData(nameof(Changing))]
    public async Task What_whoever_may_has_changed_is_in_the_log_under_their_name(string useCase)
    {
        var told = new List<string>();
        foreach (var (account, place) in ((Account, Membership)[])[(_ines, new(Acme.Id, Role.Owner)), (_ola, new(CompanyId.Platform, Role.PlatformAdmin))])
        {
            var call = await Call.Prepare(Actor.Member(account.Id, place));
            (await new FoundMember(call.Acme.Documents, call.Acme.Clock).Run(account, place, call.Ct)).Value();
            if (_first.TryGetValue(useCase, out var first)) await Ask(first, call);
            var (before, events) = (call.Kept(), call.Acme.Data.Events.Count);
            await Ask(useCase, call);
            if (before.SequenceEqual(call.Kept())) continue;
            var audited = call.Acme.Data.Events.Skip(events).Where(e => e.Name() == "ella.audited" && e.Data.GetProperty("actor").GetString() == call.Actor.Name).ToList();
            Assert.All(audited, e => Assert.DoesNotContain(_people, name => e.Data.GetRawText().Contains(name, StringComparison.OrdinalIgnoreCase)));
            told.AddRange(audited.Select(e => e.Data.GetProperty("action").GetString()!).DefaultIfEmpty("nothing"));
        }

        Assert.Equal(_told.TryGetValue(useCase, out var action) ? [action] : _untold.Contains(useCase) ? ["nothing"] : [], told.Distinct());
    }

    private static Task Ask(string useCase, Call call) => _making.TryGetValue(useCase, out var make) ? make(call) : _useCases[useCase].Ask(call);
}
