using System.Reflection;
using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Invitations;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Plans;
using EllaAI.Core.Privacy;
using EllaAI.Core.Questions;
using EllaAI.Core.Reports;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using EllaAI.Core.Tests.Notifications;
using EllaAI.Core.Tests.Privacy;
using EllaAI.Core.Tests.SingleSignOn;
using EllaAI.Core.Tests.Webhooks;
using EllaAI.Core.Webhooks;
using Xunit;

namespace EllaAI.Core.Tests.Access;

/// <summary>Every use case, asked by somebody who may not.</summary>
public sealed partial class PermissionTests
{
    // Who sees what it is about finds it forbidden; whoever does not even learn that it exists finds nothing.
    private static readonly Dictionary<string, (string ToViewer, Func<Call, Task<string?>> Ask)> _useCases = new()
    {
        ["SaveQuestion.Run"] = ("forbidden", async c => Code(await c.Acme.SaveQuestion.Run(c.Actor, c.Acme.Sum with { Title = "Mine now" }, 1, c.Ct))),
        ["ReadQuestions.List"] = ("forbidden", async c => Code(await new ReadQuestions(c.Acme.Documents, c.Acme.Cache).List(c.Actor, "", c.Ct), page => page.Items.Count)),
        ["ReadQuestions.One"] = ("forbidden", async c => Code(await new ReadQuestions(c.Acme.Documents, c.Acme.Cache).One(c.Actor, c.Acme.Sum.Id, c.Ct))),
        ["SaveAssessment.Run"] = ("forbidden", async c => Code(await c.Acme.SaveAssessment.Run(c.Actor, c.Draft with { Title = "Mine now" }, 1, c.Ct))),
        ["PublishAssessment.Run"] = ("forbidden", async c => Code(await c.Acme.Publish.Run(c.Actor, c.Draft.Id, c.Ct))),
        ["ArchiveAssessment.Run"] = ("forbidden", async c => Code(await new ArchiveAssessment(c.Acme.Documents, c.Acme.Cache, c.Acme.Clock).Run(c.Actor, c.Acme.Assessment.Id, c.Ct))),
        ["ArchiveAssessment.Restore"] = ("forbidden", async c => Code(await new ArchiveAssessment(c.Acme.Documents, c.Acme.Cache, c.Acme.Clock).Restore(c.Actor, c.Acme.Assessment.Id, c.Ct))),
        ["ShareAssessment.Run"] = ("forbidden", async c => Code(await new ShareAssessment(c.Acme.Documents, c.Acme.Cache, c.Acme.Clock).Run(c.Actor, c.Draft.Id, AssessmentAccess.Private, [], c.Ct))),
        ["ReadAssessments.List"] = ("ok", async c => Code(await new ReadAssessments(c.Acme.Documents, c.Acme.Cache).List(c.Actor, "", c.Ct), page => page.Items.Count)),
        ["ReadAssessments.One"] = ("ok", async c => Code(await new ReadAssessments(c.Acme.Documents, c.Acme.Cache).One(c.Actor, c.Draft.Id, c.Ct))),
        ["InviteCandidate.Run"] = ("forbidden", async c => Code(await c.Acme.Invite.Run(c.Actor, c.Acme.Assessment.Id, "Ann", "ann@example.com", Acme.Site, c.Ct))),
        ["InviteCandidate.Once"] = ("forbidden", async c => Code(await c.Acme.Invite.Once(c.Actor, c.Acme.Assessment.Id, new(Guid.NewGuid()), "Ann", "ann@example.com", Acme.Site, c.Ct))),
        ["RevokeInvitation.Run"] = ("forbidden", async c => Code(await c.Acme.Revoke.Run(c.Actor, c.Attempt.Invitation, c.Ct))),
        ["SendNewLink.Run"] = ("forbidden", async c => Code(await c.Acme.NewLink.Run(c.Actor, c.Attempt.Invitation, Acme.Site, c.Ct))),
        ["ListMail.Run"] = ("forbidden", async c => Code(await new ListMail(c.Acme.Documents, new MailServer()).Run(c.Actor, "", c.Ct), page => page.Items.Count)),
        ["ReadMail.Run"] = ("forbidden", async c => Code(await new ReadMail(c.Acme.Documents, new MailServer()).Run(c.Actor, await c.Mail(), c.Ct))),
        ["ResendMail.Run"] = ("forbidden", async c => Code(await new ResendMail(c.Acme.Documents, new MailServer(), c.Acme.Clock).Run(c.Actor, await c.Mail(), c.Ct))),
        ["ShowBoard.Run"] = ("ok", async c => Code(await new ShowBoard(c.Acme.Documents, c.Acme.Cache).Run(c.Actor, c.Acme.Assessment.Id, "", c.Ct))),
        ["ShowResult.Run"] = ("ok", async c => Code(await new ShowResult(c.Acme.Documents, c.Acme.Attempts, c.Acme.Shown, c.Acme.Executions).Run(c.Actor, c.Attempt.Id, c.Ct))),
        ["ExportRun.Run"] = ("forbidden", async c => Code(await new ExportRun(c.Acme.Documents, c.Acme.Attempts, c.Acme.Executions).Run(c.Actor, c.Attempt.Id, c.Execution, c.Ct))),
        ["ReadAttempt.Run"] = ("ok", async c => Code(await c.Acme.Attempts.Run(c.Actor, c.Attempt.Id, c.Ct))),
        ["OpenWorkbook.Run"] = ("not-found", async c => Code(await c.Acme.Workbooks.Run(c.Actor, c.Attempt.Id, c.Ct))),
        ["AppendJournal.Run"] = ("not-found", async c => Code(await c.Acme.Journal.Run(c.Actor, c.Attempt.Id, new(1, 1, [new FocusChanged(1, true)]), c.Ct))),
        ["TakeOver.Look"] = ("not-found", async c => Code(await c.Acme.TakeOver.Look(c.Actor, c.Attempt.Id, c.Ct))),
        ["TakeOver.Run"] = ("not-found", async c => Code(await c.Acme.TakeOver.Run(c.Actor, c.Attempt.Id, 0, c.Ct))),
        ["TakeOver.Release"] = ("not-found", async c => Code(await c.Acme.TakeOver.Release(c.Actor, c.Attempt.Id, c.Ct))),
        ["RequestExecution.Run"] = ("not-found", async c => Code(await c.Acme.Request.Run(c.Actor, c.Attempt.Id, Acme.Order(ExecutionKind.Submit, c.Acme.Sum, "mine"), c.Ct))),
        ["ReadExecutions.One"] = ("not-found", async c => Code(await c.Acme.Executions.One(c.Actor, c.Attempt.Id, c.Execution, c.Ct))),
        ["RunOnQuestion.Start"] = ("forbidden", async c => Code(await new RunOnQuestion(c.Acme.Documents, c.Acme.Clock).Start(c.Actor, Acme.Order(ExecutionKind.Submit, c.Acme.Sum, "mine"), c.Ct))),
        ["RunOnQuestion.Read"] = ("forbidden", async c => Code(await new RunOnQuestion(c.Acme.Documents, c.Acme.Clock).Read(c.Actor, c.Execution, c.Ct))),
        ["CloseAttempt.Run"] = ("not-found", async c => Code(await c.Acme.Close.Run(c.Actor, c.Attempt.Id, CloseReason.Finished, c.Ct))),
        ["ExecuteCode.Run"] = ("forbidden", async c => Code(await c.Acme.Execute.Run(c.Actor, c.Execution, c.Ct))),
        ["ListAudit.Run"] = ("forbidden", async c => Code(await new ListAudit(c.Acme.Documents).Run(c.Actor, new(), "", c.Ct), page => page.Items.Count)),
        ["ExportAudit.Run"] = ("forbidden", async c => Code(await new ExportAudit(c.Acme.Documents).Run(c.Actor, new(), c.Ct), export => export.Entries.ToBlockingEnumerable(c.Ct).Count())),
        ["ListAuditActors.Run"] = ("forbidden", async c => Code(await new ListAuditActors(c.Acme.Documents).Run(c.Actor, c.Ct), found => found.Count)),
        ["VerifyAudit.Run"] = ("forbidden", async c => Code(await new VerifyAudit(c.Acme.Documents).Run(c.Actor, c.Ct), check => (int)check.Entries)),
        ["FindPerson.Run"] = ("forbidden", async c => Code(await c.People.Find.Run(c.Actor, "ann@example.com", c.Ct), person => person.Counts.Count)),
        ["AskErasure.Candidate"] = ("forbidden", async c => Code(await c.People.Ask.Candidate(c.Actor, "ann@example.com", true, c.Ct)) is "nobody" ? "not-found" : "forbidden"),
        ["RunErasure.Run"] = ("forbidden", async c => Code(await c.People.Run.Run(c.Actor, c.Erasure, c.Ct))),
        ["AskExport.Candidate"] = ("forbidden", async c => Code(await c.People.AskExport.Candidate(c.Actor, "ann@example.com", c.Ct)) is "nobody" ? "not-found" : "forbidden"),
        ["RunExport.Run"] = ("forbidden", async c => Code(await c.People.Export.Run(c.Actor, c.Export, c.Ct))),
        ["ReadExports.List"] = ("forbidden", async c => Code(await c.People.Exports.List(c.Actor, c.Ct), all => all.Count)),
        ["ReadExports.One"] = ("forbidden", async c => Code(await c.People.Exports.One(c.Actor, c.Export, c.Ct))),
        ["ListErasures.Run"] = ("forbidden", async c => Code(await c.People.Erasures.Run(c.Actor, "", c.Ct), page => page.Items.Count)),
        ["ListErasures.One"] = ("forbidden", async c => Code(await c.People.Erasures.One(c.Actor, c.Erasure, c.Ct))),
        ["SetRetention.Preview"] = ("forbidden", async c => Code(await c.People.Retention.Preview(c.Actor, 7, c.Ct), old => old)),
        ["ReadConsentText.Agreed"] = ("ok", async c => Code(await c.People.Consent.Agreed(c.Actor, c.Attempt.Id, c.Ct))),
        ["AskDeletion.Run"] = ("forbidden", async c => Code(await new AskDeletion(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, Acme.Id, "Acme", "Mine now", c.Ct))),
        ["AskDeletion.TakeBack"] = ("forbidden", async c => Code(await new AskDeletion(c.Acme.Documents, c.Acme.Clock).TakeBack(c.Actor, Acme.Id, c.Ct))),
        ["ListDeadLetters.Run"] = ("forbidden", async c => Code(await new ListDeadLetters(c.Acme.Documents).Run(c.Actor, "", c.Ct), page => page.Items.Count)),
        ["RedeliverEvent.Run"] = ("forbidden", async c => Code(await new RedeliverEvent(c.Acme.Documents, new OutboxBell(), c.Acme.Clock).Run(c.Actor, Acme.Id, "1", c.Ct))),
        ["ListCompanies.Run"] = ("forbidden", async c => Code(await new ListCompanies(c.Acme.Documents).Run(c.Actor, "", c.Ct))),
        ["CreateCompany.Run"] = ("forbidden", async c => Code(await new CreateCompany(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, "Mine now", c.Ct))),
        ["ChangeCompany.Suspend"] = ("forbidden", async c => Code(await new ChangeCompany(c.Acme.Documents, c.Acme.Clock).Suspend(c.Actor, Acme.Id, "Mine now", c.Ct))),
        ["ChangeCompany.Restore"] = ("forbidden", async c => Code(await new ChangeCompany(c.Acme.Documents, c.Acme.Clock).Restore(c.Actor, Acme.Id, c.Ct))),
        ["ListPlans.Run"] = ("forbidden", async c => Code(await new ListPlans(c.Acme.Documents).Run(c.Actor, c.Ct), all => all.Count)),
        ["SavePlan.Run"] = ("forbidden", async c => Code(await new SavePlan(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, null, "Mine now", PlanLimits.None, true, c.Ct))),
        ["DeletePlan.Run"] = ("forbidden", async c => Code(await new DeletePlan(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, new(Guid.NewGuid()), c.Ct))),
        ["ChoosePlan.Run"] = ("forbidden", async c => Code(await new ChoosePlan(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, Acme.Id, null, [new(Quota.Members, 1)], c.Ct))),
        ["ShowUsage.Of"] = ("forbidden", async c => Code(await new ShowUsage(c.Acme.Documents, c.Acme.Clock).Of(c.Actor, Acme.Id, c.Ct))),
        ["ShowUsage.HistoryOf"] = ("forbidden", async c => Code(await new ShowUsage(c.Acme.Documents, c.Acme.Clock).HistoryOf(c.Actor, Acme.Id, c.Ct))),
        ["MeasureStorage.Run"] = ("forbidden", async c => Code(await new MeasureStorage(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, Acme.Id, c.Ct))),
        ["RenameCompany.Run"] = ("forbidden", async c => Code(await new RenameCompany(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, "Mine now", c.Ct))),
        ["ListMembers.Run"] = ("ok", async c => Code(await new ListMembers(c.Acme.Documents).Run(c.Actor, "", c.Ct), page => page.Items.Count)),
        ["ListMemberInvitations.Run"] = ("forbidden", async c => Code(await new ListMemberInvitations(c.Acme.Documents).Run(c.Actor, c.Ct), all => all.Count)),
        ["ChangeMember.Role"] = ("forbidden", async c => Code(await new ChangeMember(c.Acme.Documents, c.Acme.Clock).Role(c.Actor, c.Member, Role.Viewer, c.Ct))),
        ["ChangeMember.Disable"] = ("forbidden", async c => Code(await new ChangeMember(c.Acme.Documents, c.Acme.Clock).Disable(c.Actor, c.Member, c.Ct))),
        ["ChangeMember.Enable"] = ("forbidden", async c => Code(await new ChangeMember(c.Acme.Documents, c.Acme.Clock).Enable(c.Actor, c.Member, c.Ct))),
        ["RemoveMember.Run"] = ("forbidden", async c => Code(await new RemoveMember(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, c.Member, c.Ct))),
        ["TransferOwnership.Run"] = ("forbidden", async c => Code(await new TransferOwnership(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, c.Member, c.Ct))),
        ["InviteMember.Owner"] = ("forbidden", async c => Code(await new InviteMember(c.Acme.Documents, c.Acme.Clock).Owner(c.Actor, Acme.Id, "noor@globex.example", Acme.Site, c.Ct))),
        ["InviteMember.Again"] = ("forbidden", async c => Code(await new InviteMember(c.Acme.Documents, c.Acme.Clock).Again(c.Actor, c.MemberInvitation, Acme.Site, c.Ct))),
        ["RevokeMemberInvitation.Run"] = ("forbidden", async c => Code(await new RevokeMemberInvitation(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, c.MemberInvitation, c.Ct))),
        ["OwnSessions.End"] = ("not-found", async c => Code(await new OwnSessions(c.Acme.Documents, new(c.Acme.Documents, new(c.Acme.Documents), c.Acme.Clock), c.Acme.Clock).End(c.Actor, c.Session, null, c.Ct))),
        ["ListWebhooks.Run"] = ("forbidden", async c => Code(await c.Hooks.List.Run(c.Actor, c.Ct), all => all.Count)),
        ["ChangeWebhook.Run"] = ("forbidden", async c => Code(await c.Hooks.Change.Run(c.Actor, c.Webhook, "Mine now", Hooks.AllEvents, true, c.Ct))),
        ["RotateWebhookSecret.Run"] = ("forbidden", async c => Code(await c.Hooks.Rotate.Run(c.Actor, c.Webhook, c.Ct))),
        ["RemoveWebhook.Run"] = ("forbidden", async c => Code(await c.Hooks.Remove.Run(c.Actor, c.Webhook, c.Ct))),
        ["SendTestWebhook.Run"] = ("forbidden", async c => Code(await c.Hooks.Test.Run(c.Actor, c.Webhook, c.Ct))),
        ["ListApiKeys.Run"] = ("forbidden", async c => Code(await new ListApiKeys(c.Acme.Documents).Run(c.Actor, c.Ct), all => all.Count)),
        ["RevokeApiKey.Run"] = ("forbidden", async c => Code(await new RevokeApiKey(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, await c.ApiKey(), c.Ct))),
        ["NoteAnswer.Run"] = ("forbidden", async c => Code(await c.Hooks.Note.Run(c.Actor, c.Webhook, new(200, "", TimeSpan.Zero), true, [], c.Ct))),
        ["SetCompanyRegion.Run"] = ("forbidden", async c => Code(await new SetCompanyRegion(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, "Europe/Berlin", "en-GB", c.Ct))),
        ["SetCompanyLook.Colours"] = ("forbidden", async c => Code(await new SetCompanyLook(c.Acme.Documents, c.Acme.Clock).Colours(c.Actor, "#0f766e", "", c.Ct))),
        ["SetCompanyLook.Logo"] = ("forbidden", async c => Code(await new SetCompanyLook(c.Acme.Documents, c.Acme.Clock).Logo(c.Actor, Pictures.Png(), c.Ct))),
        ["SetCompanyLook.RemoveLogo"] = ("forbidden", async c => Code(await new SetCompanyLook(c.Acme.Documents, c.Acme.Clock).RemoveLogo(c.Actor, c.Ct))),
        ["SetDefaultExtraTime.Run"] = ("forbidden", async c => Code(await new SetDefaultExtraTime(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, 25, c.Ct))),
        ["SetExtraTime.Run"] = ("forbidden", async c => Code(await new SetExtraTime(c.Acme.Documents, c.Acme.Cache, c.Acme.Clock).Run(c.Actor, c.Attempt.Invitation, 25, c.Ct))),
        ["ShowProvider.Run"] = ("forbidden", async c => Code(await new ShowProvider(c.Acme.Documents).Run(c.Actor, c.Ct))),
        ["SaveProvider.Run"] = ("forbidden", async c => Code(await new SaveProvider(c.Acme.Documents, new PlainSecrets(), new(false, false), c.Acme.Clock).Run(c.Actor, new("https://id.example", "mine", "now", Role.Viewer), c.Ct))),
        ["SaveProvider.Remove"] = ("forbidden", async c => Code(await new SaveProvider(c.Acme.Documents, new PlainSecrets(), new(false, false), c.Acme.Clock).Remove(c.Actor, c.Ct))),
        ["TryProvider.Run"] = ("forbidden", async c => Code(await new TryProvider(c.Acme.Documents, new(c.Acme.Documents, new(c.Acme.Documents), c.Acme.Clock)).Run(c.Actor, Guid.Empty, new("", "x", null, false, null), c.Ct))),
        ["SetSignInRules.Run"] = ("forbidden", async c => Code(await new SetSignInRules(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, new(SecondStep: true), c.Ct))),
        ["ChangeDomains.Prove"] = ("forbidden", async c => Code(await new ChangeDomains(c.Acme.Documents, new ScriptedRecords(), c.Acme.Clock).Prove(c.Actor, "acme.example", c.Ct))),
        ["ChangeDomains.Remove"] = ("forbidden", async c => Code(await new ChangeDomains(c.Acme.Documents, new ScriptedRecords(), c.Acme.Clock).Remove(c.Actor, "acme.example", c.Ct))),
        ["ShowCompany.Run"] = ("forbidden", async c => Code(await new ShowCompany(c.Acme.Documents).Run(c.Actor, Acme.Id, c.Ct))),
        ["ShowCompany.Members"] = ("forbidden", async c => Code(await new ShowCompany(c.Acme.Documents).Members(c.Actor, Acme.Id, "", c.Ct))),
        ["SetFeature.Run"] = ("forbidden", async c => Code(await new SetFeature(c.Acme.Documents, c.Acme.Clock).Run(c.Actor, Acme.Id, Feature.Api.Id, false, c.Ct))),
        ["BeginImpersonation.Run"] = ("forbidden", async c => Code(await new BeginImpersonation(c.Acme.Documents, new(c.Acme.Documents), c.Acme.Clock).Run(c.Actor, Acme.Id, c.Member, "As wide as it is long", c.Session, Acme.Site, c.Ct))),
        ["EndImpersonation.Own"] = ("forbidden", async c => Code(await Ends(c).Own(c.Actor, c.Ct))),
        ["EndImpersonation.Run"] = ("forbidden", async c => Code(await Ends(c).Run(c.Actor, c.Impersonation, c.Ct))),
        ["EndImpersonation.OnPlatform"] = ("forbidden", async c => Code(await Ends(c).OnPlatform(c.Actor, Acme.Id, c.Impersonation, c.Ct))),
        ["ListImpersonations.Run"] = ("forbidden", async c => Code(await Lists(c).Run(c.Actor, c.Ct), all => all.Count)),
        ["ListImpersonations.OnPlatform"] = ("forbidden", async c => Code(await Lists(c).OnPlatform(c.Actor, Acme.Id, c.Ct), all => all.Count)),
        ["ExecuteCode.Recover"] = ("forbidden", async c => Code(await c.Acme.Execute.Recover(c.Actor, c.Execution, c.Ct))),
    };

    /// <summary>Run on what comes with the call, never on a document: there is nothing of another company to find. Who may is asked in their own tests.</summary>
    private static readonly string[] _withoutDocuments =
    [
        "TryQuestion.Run", "AddWebhook.Run", "MakeApiKey.Run", "InviteMember.Run", "OwnSessions.List", "OwnSessions.EndOthers", "ChangeDomains.Add",
        "SetRetention.Read", "ShowUsage.Run", "ShowUsage.History", "ShowUsage.Warnings", "SetRetention.Run", "SetConsentText.Run",
    ];

    public static TheoryData<string> UseCases { get; } = [.. _useCases.Keys];

    [Fact]
    public void Every_use_case_that_takes_an_actor_is_asked_here()
    {
        var all = typeof(Actor).Assembly.GetExportedTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => m.GetParameters() is [{ ParameterType: var first, Name: "actor" }, ..] && first == typeof(Actor) && IsResult(m.ReturnType))
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}")
            .ToArray();

        Assert.NotEmpty(all);
        Assert.Equal(all.Order(), _useCases.Keys.Concat(_withoutDocuments).Order());
    }

    [Theory]
    [MemberData(nameof(UseCases))]
    public async Task A_viewer_may_look_and_nothing_else(string useCase)
    {
        var (toViewer, ask) = _useCases[useCase];
        var call = await Call.Prepare(Acme.As(Role.Viewer));
        var before = call.Documents();

        Assert.Equal(toViewer, await ask(call));
        Assert.Equal(before, call.Documents());
    }

    [Theory]
    [MemberData(nameof(UseCases))]
    public async Task Another_companys_owner_finds_nothing(string useCase)
    {
        var call = await Call.Prepare(Acme.As(Role.Owner, "globex"));
        var before = call.Documents();

        Assert.Contains(await _useCases[useCase].Ask(call), (string[])["not-found", "forbidden", "empty", "conflict"]);
        Assert.Equal(before, call.Documents());
    }

    [Theory]
    [MemberData(nameof(UseCases))]
    public async Task A_candidate_of_another_attempt_finds_nothing(string useCase)
    {
        var call = await Call.Prepare(Actor.Candidate(Acme.Id, new(Guid.NewGuid()), SeatId.New()));
        var before = call.Documents();

        Assert.Contains(await _useCases[useCase].Ask(call), (string[])["not-found", "forbidden"]);
        Assert.Equal(before, call.Documents());
    }

    [Theory]
    [MemberData(nameof(UseCases))]
    public async Task The_system_of_another_company_finds_nothing(string useCase)
    {
        var call = await Call.Prepare(Actor.System(new("globex")));
        var before = call.Documents();

        Assert.Contains(await _useCases[useCase].Ask(call), (string[])["not-found", "empty", "conflict", "forbidden"]);
        Assert.Equal(before, call.Documents());
    }

    [Fact]
    public void Nobody_who_signs_in_may_run_jobs_or_take_an_attempt()
    {
        Assert.Equal(Enum.GetValues<Role>().Order(), PermissionTable.ByRole.Keys.Order());
        Assert.All(PermissionTable.ByRole.Values, permissions =>
            Assert.False(permissions.Contains(Permission.RunJobs) || permissions.Contains(Permission.TakeAttempt)));
    }

    [Fact]
    public void The_platforms_admin_sees_mail_of_the_platform_and_of_no_company()
    {
        var id = new AccountId(Guid.NewGuid());

        Assert.True(Actor.Member(id, new(CompanyId.Platform, Role.PlatformAdmin)).May(Permission.ViewMail));
        Assert.False(Actor.Member(id, new(Acme.Id, Role.PlatformAdmin)).May(Permission.ViewMail));
        Assert.False(Actor.Member(id, new(CompanyId.Platform, Role.Owner)).May(Permission.ViewMail));
    }

    private static EndImpersonation Ends(Call c) => new(c.Acme.Documents, new(c.Acme.Documents, new(c.Acme.Documents), c.Acme.Clock), c.Acme.Clock);

    private static ListImpersonations Lists(Call c) => new(c.Acme.Documents, new(c.Acme.Documents, new(c.Acme.Documents, new(c.Acme.Documents), c.Acme.Clock), Ends(c)));

    private static bool IsResult(Type type) =>
        type.IsGenericType && type.GenericTypeArguments is [{ IsGenericType: true } inner] && inner.GetGenericTypeDefinition() == typeof(Result<>);

    private static string? Code<T>(Result<T> result) => result.Ok(out _, out var problem) ? "ok" : problem.Code;

    private static string? Code<T>(Result<T> result, Func<T, int> count) =>
        result.Ok(out var value, out var problem) ? count(value) == 0 ? "empty" : "ok" : problem.Code;

    /// <summary>Acme with everything that could be asked for, and who asks.</summary>
    private sealed record Call(
        Acme Acme, Actor Actor, Assessment Draft, Attempt Attempt, ExecutionId Execution, Hooks Hooks, WebhookId Webhook, AccountId Member, MemberInvitationId MemberInvitation, SessionId Session, People People, ErasureId Erasure, ExportId Export, ImpersonationId Impersonation, CancellationToken Ct)
    {
        /// <summary>The invitation that Acme sent.</summary>
        public async Task<MailId> Mail()
        {
            var sent = Actor.System(new("acme")).Query(Core.Notifications.Mail.Newest) with { Limit = 1 };
            return (await Acme.Documents.Query<Mail>(sent, Ct).ToList(Ct)).Single().Id;
        }

        /// <summary>The one key that Acme made.</summary>
        public async Task<ApiKeyId> ApiKey() => (await CompanyApiKeys.Of(Acme.Documents, Actor.System(Core.Tests.Companies.Acme.Id), Ct)).Value.Keys.Single().Id;

        public static async Task<Call> Prepare(Actor actor)
        {
            var acme = await Acme.Open();
            var people = new People(acme);
            (await people.Texts.Run(Acme.As(Role.Admin), "Agree.", 0, TestContext.Current.CancellationToken)).Value();
            var attempt = (await acme.Start.Run(await acme.InviteAnn(), consent: true, Acme.Browser with { Agreed = 1 }, TestContext.Current.CancellationToken)).Value();
            await people.Invited("bob@example.com", "Bob Wu");
            var erasure = (await people.Ask.Candidate(Acme.As(Role.Admin), "bob@example.com", false, TestContext.Current.CancellationToken)).Value().Id;
            var export = (await people.AskExport.Candidate(Acme.As(Role.Admin), "bob@example.com", TestContext.Current.CancellationToken)).Value().Id;
            await acme.Workbooks.Run(Acme.Candidate(attempt), attempt.Id, TestContext.Current.CancellationToken);
            var execution = (await acme.Submit(attempt, acme.Sum, "passes 1")).Value().Execution.Id;
            var hooks = new Hooks(acme, new ScriptedReceivers(), new MarkedSecrets(), new(false, false));
            var webhook = (await hooks.Added("https://one.example/")).Webhook.Id;
            var staff = new Staff(acme);
            var member = (await staff.Add("Mia Berg", Role.Reviewer)).Id;
            var invitation = (await staff.Invited("noor@example.com")).Invitation.Id;
            (await new MakeApiKey(acme.Documents, acme.Clock).Run(Acme.As(Role.Admin), "Records", [ApiScopes.ReadResults], 30, TestContext.Current.CancellationToken)).Value();
            var session = (await staff.Sessions.Begin(member, "", "", "", TestContext.Current.CancellationToken)).Id;
            var olu = await staff.Add("Olu Ade", Role.PlatformAdmin, "platform");
            var own = await staff.Sessions.Begin(olu.Id, "", "", "", TestContext.Current.CancellationToken);
            var impersonation = (await new BeginImpersonation(acme.Documents, staff.Companies, acme.Clock)
                .Run(Staff.As(olu, Role.PlatformAdmin, "platform"), Acme.Id, member, "As wide as it is long", own.Id, Acme.Site, TestContext.Current.CancellationToken)).Value().Id;
            return new(acme, actor, await acme.Draft(), attempt, execution, hooks, webhook, member, invitation, session, people, erasure, export, impersonation, TestContext.Current.CancellationToken);
        }

        /// <summary>Acme's documents with their versions: nothing that is refused may change one.</summary>
        public IEnumerable<(string Key, long Version)> Documents() =>
            [.. Acme.Data.Documents.Where(d => d.Key.Company is "acme" or "platform").Select(d => (d.Key.ToString(), d.Value.Version)).Order()];

        /// <summary>The same without events, which are how the log is told.</summary>
        public IReadOnlyList<(string Key, long Version)> Kept() => [.. Documents().Where(d => !d.Key.Contains($"/{OutboxEvent.Collection}/", StringComparison.Ordinal))];
    }
}
