using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Notifications;
using EllaAI.Core.Reports;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Notifications;
using Xunit;

namespace EllaAI.Core.Tests.Assessments;

/// <summary>Rita has an assessment with a candidate who has submitted. Rolf is a recruiter as she is.</summary>
public sealed class AssessmentAccessTests
{
    private static readonly AccountId _rolf = new(Guid.NewGuid());
    private static readonly Actor _colleague = Actor.Member(_rolf, new(Acme.Id, Role.Recruiter));
    private static readonly Actor _admin = Acme.As(Role.Admin);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, Func<Rita, Actor, Task<string>>> _ways = new()
    {
        ["read"] = async (r, a) => Code(await new ReadAssessments(r.Acme.Documents, r.Acme.Cache).One(a, r.Id, Ct)),
        ["save"] = async (r, a) => Code(await r.Acme.SaveAssessment.Run(a, r.Acme.Assessment, 2, Ct)),
        ["publish"] = async (r, a) => Code(await r.Acme.Publish.Run(a, r.Id, Ct)),
        ["share"] = async (r, a) => Code(await r.Share.Run(a, r.Id, AssessmentAccess.Company, [], Ct)),
        ["invite"] = async (r, a) => Code(await r.Acme.Invite.Run(a, r.Id, "Bo", "bo@example.com", Acme.Site, Ct)),
        ["board"] = async (r, a) => Code(await new ShowBoard(r.Acme.Documents, r.Acme.Cache).Run(a, r.Id, "", Ct)),
        ["attempt"] = async (r, a) => Code(await r.Acme.Attempts.Run(a, r.Attempt.Id, Ct)),
        ["result"] = async (r, a) => Code(await new ShowResult(r.Acme.Documents, r.Acme.Attempts, r.Acme.Shown, r.Acme.Executions).Run(a, r.Attempt.Id, Ct)),
        ["bundle"] = async (r, a) => Code(await new ExportRun(r.Acme.Documents, r.Acme.Attempts, r.Acme.Executions).Run(a, r.Attempt.Id, r.Execution, Ct)),
        ["mail"] = async (r, a) => Code(await new ReadMail(r.Acme.Documents, new MailServer()).Run(a, r.Mail, Ct)),
        ["mail again"] = async (r, a) => Code(await new ResendMail(r.Acme.Documents, new MailServer(), r.Acme.Clock).Run(a, r.Mail, Ct)),
        ["new link"] = async (r, a) => Code(await r.Acme.NewLink.Run(a, r.Attempt.Invitation, Acme.Site, Ct)),
        ["withdraw"] = async (r, a) => Code(await r.Acme.Revoke.Run(a, r.Attempt.Invitation, Ct)),
    };

    public static TheoryData<string> Ways { get; } = [.. _ways.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_private_answers_others_as_if_it_did_not_exist(string way)
    {
        var rita = await Rita.Prepare(AssessmentAccess.Private);

        Assert.Equal("not-found", await _ways[way](rita, _colleague));
        Assert.NotEqual("not-found", await _ways[way](rita, _admin));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_a_teams_is_open_to_the_team_and_nobody_else(string way)
    {
        var rita = await Rita.Prepare(AssessmentAccess.Team, _rolf);

        Assert.Equal("not-found", await _ways[way](rita, Acme.As(Role.Recruiter)));
        Assert.NotEqual("not-found", await _ways[way](rita, _colleague));
    }

    [Fact]
    public async Task Lists_leave_out_what_is_not_open_also_when_somebody_else_has_filled_the_cache()
    {
        var rita = await Rita.Prepare(AssessmentAccess.Private);
        var assessments = new ReadAssessments(rita.Acme.Documents, rita.Acme.Cache);
        var mail = new ListMail(rita.Acme.Documents, new MailServer());

        Assert.Single((await assessments.List(_admin, "", Ct)).Value().Items);
        Assert.Single((await assessments.List(rita.Acme.Recruiter, "", Ct)).Value().Items);
        Assert.Empty((await assessments.List(_colleague, "", Ct)).Value().Items);
        Assert.Single((await mail.Run(rita.Acme.Recruiter, "", Ct)).Value().Items);
        Assert.Empty((await mail.Run(_colleague, "", Ct)).Value().Items);
    }

    [Fact]
    public async Task Turning_pages_shows_each_open_assessment_once()
    {
        var acme = await Acme.Open();
        var expected = new List<AssessmentId> { acme.Assessment.Id };
        // 330: more than the pages of the store that one look goes through are closed in a row.
        for (var i = 0; i < 900; i++)
        {
            var open = i % 3 == 0 && i is < 100 or > 830;
            var draft = new Assessment(new(Guid.NewGuid()), $"{i}", 60, [acme.Sum.Id], ["python"], AssessmentStatus.Draft, null, default)
            {
                Access = open ? AssessmentAccess.Company : AssessmentAccess.Private,
            };
            acme.Clock.Advance(TimeSpan.FromSeconds(1));
            (await acme.SaveAssessment.Run(acme.Recruiter, draft, 0, Ct)).Value();
            if (open) expected.Add(draft.Id);
        }

        var (seen, cursor) = (new List<AssessmentId>(), "");
        do
        {
            var page = (await new ReadAssessments(acme.Documents, acme.Cache).List(_colleague, cursor, Ct)).Value();
            Assert.InRange(page.Items.Count, 0, 50);
            seen.AddRange(page.Items.Select(a => a.Value.Id));
            cursor = page.Next;
        }
        while (cursor.Length > 0);

        expected.Reverse();
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task Only_its_author_and_admins_say_whom_it_is_open_to()
    {
        var rita = await Rita.Prepare(AssessmentAccess.Team, _rolf);

        Assert.Equal("assessment-not-yours", (await rita.Share.Run(_colleague, rita.Id, AssessmentAccess.Private, [], Ct)).Code());
        Assert.Equal("forbidden", (await rita.Share.Run(Acme.As(Role.Reviewer), rita.Id, AssessmentAccess.Private, [], Ct)).Code());
        Assert.Equal(AssessmentAccess.Company, (await rita.Share.Run(_admin, rita.Id, AssessmentAccess.Company, [], Ct)).Value().Value.Access);
    }

    [Fact]
    public async Task Nobody_becomes_its_author_or_opens_it_by_saving()
    {
        var acme = await Acme.Open();
        var draft = await acme.Draft();
        await new ShareAssessment(acme.Documents, acme.Cache, acme.Clock).Run(acme.Recruiter, draft.Id, AssessmentAccess.Team, [_rolf], Ct);

        var saved = (await acme.SaveAssessment.Run(_colleague, draft with { Title = "Ours", Access = AssessmentAccess.Company, Team = [], Author = _rolf }, 2, Ct)).Value().Value;

        Assert.Equal((AssessmentAccess.Team, acme.Recruiter.Account, "Ours"), (saved.Access, saved.Author, saved.Title));
        Assert.Equal([_rolf], saved.Team);
    }

    [Fact]
    public async Task A_team_is_somebody_and_not_everybody()
    {
        var rita = await Rita.Prepare(AssessmentAccess.Company);

        Assert.Equal("invalid-access", (await rita.Share.Run(rita.Acme.Recruiter, rita.Id, AssessmentAccess.Team, [], Ct)).Code());
        Assert.Equal("invalid-access", (await rita.Share.Run(rita.Acme.Recruiter, rita.Id, AssessmentAccess.Team, [rita.Acme.Recruiter.Account!.Value], Ct)).Code());
        Assert.Equal("invalid-access", (await rita.Share.Run(rita.Acme.Recruiter, rita.Id, AssessmentAccess.Team, [.. Enumerable.Range(0, 51).Select(_ => new AccountId(Guid.NewGuid()))], Ct)).Code());
        Assert.Equal("invalid-access", (await rita.Share.Run(rita.Acme.Recruiter, rita.Id, (AssessmentAccess)7, [], Ct)).Code());
    }

    [Fact]
    public async Task The_log_says_once_whom_it_was_opened_to_without_names()
    {
        var rita = await Rita.Prepare(AssessmentAccess.Team, _rolf);
        await rita.Share.Run(rita.Acme.Recruiter, rita.Id, AssessmentAccess.Team, [_rolf, _rolf], Ct);

        var said = Assert.Single(rita.Acme.Data.Events, e => e.Data.GetRawText().Contains(AuditAction.AssessmentShared, StringComparison.Ordinal)).Data;
        Assert.Equal(("company", $"team: {_rolf.Value:N}"), (said.GetProperty("before").GetString(), said.GetProperty("after").GetString()));
    }

    [Fact]
    public async Task The_candidate_goes_on_whomever_it_is_open_to()
    {
        var rita = await Rita.Prepare(AssessmentAccess.Private);

        (await rita.Acme.Attempts.Run(Acme.Candidate(rita.Attempt), rita.Attempt.Id, Ct)).Value();
        (await rita.Acme.Submit(rita.Attempt, rita.Acme.Max, "passes 1")).Value();
    }

    private static string Code<T>(Result<T> result) => result.Ok(out _, out var problem) ? "ok" : problem.Code;

    private sealed record Rita(Acme Acme, Attempt Attempt, ExecutionId Execution, MailId Mail)
    {
        public AssessmentId Id => Acme.Assessment.Id;

        public ShareAssessment Share { get; } = new(Acme.Documents, Acme.Cache, Acme.Clock);

        public static async Task<Rita> Prepare(AssessmentAccess access, params AccountId[] team)
        {
            var acme = await Acme.Open();
            var attempt = await acme.StartAttempt();
            var execution = (await acme.Submit(attempt, acme.Sum, "passes 1")).Value().Execution.Id;
            var sent = acme.System.Query(Core.Notifications.Mail.Newest) with { Limit = 1 };
            var mail = (await acme.Documents.Query<Mail>(sent, Ct).ToList(Ct)).Single().Id;
            var rita = new Rita(acme, attempt, execution, mail);
            (await rita.Share.Run(acme.Recruiter, rita.Id, access, team, Ct)).Value();
            return rita;
        }
    }
}
