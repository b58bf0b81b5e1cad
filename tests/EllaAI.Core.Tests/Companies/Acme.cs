using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Execution;
using EllaAI.Core.Invitations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Questions;
using EllaAI.Core.Reports;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Execution;
using EllaAI.Core.Tests.Operations;
using EllaAI.Core.Tests.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Core.Tests.Companies;

/// <summary>
/// The whole domain over memory: a company with two questions in a published assessment of one hour, a clock that only the
/// test moves, and a scripted sandbox.
/// </summary>
public sealed class Acme
{
    public static readonly CompanyId Id = new("acme");

    /// <summary>The browser in which Ann starts.</summary>
    public static readonly Arrival Browser = new(new(new("5ea70000-0000-4000-8000-000000000001")));
    public static readonly Uri Site = new("https://ella.example.com");

    private int _before;

    private Acme()
    {
        Documents = new MemoryDocumentStore(Data, new OutboxBell(), Schemas.Declared, Clock);
        Practice = new(Questioned("Practice", Case(1, true, 0), Case(2, true, 1)) with { Starters = Starters("python", "javascript") });
        Papers = new(Documents);
        Executions = new(Documents, Papers, Practice);
        Close = new(Documents, Papers, Executions, Clock);
        Attempts = new(Documents, Close, Clock);
        OpenLink = new(Documents, Papers, Clock);
        Start = new(Documents, OpenLink, Papers, Clock);
        Invite = new(Documents, Cache, Clock);
        Revoke = new(Documents, Close, Cache, Clock);
        NewLink = new(Documents, Cache, Clock);
        Shown = new(Papers, Cache);
        Workbooks = new(Documents, Attempts, Shown, Executions, Live);
        Journal = new(Documents, Attempts, Shown, Clock);
        TakeOver = new(Documents, OpenLink, Attempts, new(Live, new(TimeSpan.Zero), Clock), Clock);
        Request = new(Documents, Papers, Practice, Clock);
        Execute = new(Documents, Executions, new StreamExecution(Runner, Live, Clock), Self, Clock);
        Recover = new(Documents, Execute, new Instances(Documents, Self, Clock), Clock);
        SaveQuestion = new(Documents, Cache, Clock);
        SaveAssessment = new(Documents, Cache, Clock);
        Publish = new(Documents, Cache, Clock);
        // Weights: 0 for the example, then 1 and 3; the second question is worth 6.
        Sum = Questioned("Sum", Case(1, true, 0), Case(2, true, 1), Case(3, false, 3));
        Max = Questioned("Max", Case(1, true, 2), Case(2, false, 4));
    }

    public ThisInstance Self { get; } = ThisInstance.New(alone: true);

    public FakeTimeProvider Clock { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public MemoryData Data { get; } = new();

    public MemoryDocumentStore Documents { get; }

    public ScriptedRunner Runner { get; } = new();

    public RecordedMessages Live { get; } = new();

    public PracticeQuestion Practice { get; }

    public ReadPaper Papers { get; }

    public RememberedValues Cache { get; } = new();

    public ShowPaper Shown { get; }

    public ReadExecutions Executions { get; }

    public CloseAttempt Close { get; }

    public ReadAttempt Attempts { get; }

    public OpenInvitation OpenLink { get; }

    public StartAttempt Start { get; }

    public InviteCandidate Invite { get; }

    public RevokeInvitation Revoke { get; }

    public SendNewLink NewLink { get; }

    public OpenWorkbook Workbooks { get; }

    public AppendJournal Journal { get; }

    public TakeOver TakeOver { get; }

    public RequestExecution Request { get; }

    public ExecuteCode Execute { get; }

    public RecoverWork Recover { get; }

    public SaveQuestion SaveQuestion { get; }

    public SaveAssessment SaveAssessment { get; }

    public PublishAssessment Publish { get; }

    public Question Sum { get; private set; }

    public Question Max { get; private set; }

    public Assessment Assessment { get; private set; } = null!;

    public Actor System { get; } = Actor.System(Id);

    public Actor Recruiter { get; } = As(Role.Recruiter);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Acme> Open()
    {
        var acme = new Acme();
        await acme.Documents.Commit([Change.Create(acme.System.Key(Company.Collection, Id.Value), new Company(Id, "Acme"))], [], Ct);
        acme.Sum = (await acme.SaveQuestion.Run(acme.Recruiter, acme.Sum, 0, Ct)).Value().Value;
        acme.Max = (await acme.SaveQuestion.Run(acme.Recruiter, acme.Max, 0, Ct)).Value().Value;
        acme.Assessment = await acme.Draft();
        acme.Assessment = (await acme.Publish.Run(acme.Recruiter, acme.Assessment.Id, Ct)).Value();
        acme._before = acme.Data.Events.Count;
        return acme;
    }

    public static Actor As(Role role, string company = "acme") => Actor.Member(new(Guid.NewGuid()), new(new(company), role));

    public static Actor Candidate(Attempt attempt) => Actor.Candidate(Id, attempt.Id, Browser.Seat);

    public static TestCase Case(int number, bool visible, int weight) =>
        new(number, $"Test {number}", $"secret input {number}", $"secret answer {number}", visible, weight);

    public Question Questioned(string title, params TestCase[] tests) => new(
        new(Guid.NewGuid()), title, $"# {title}", "easy", ["demo"], Starters("python"), tests, Limits.Default, Checker.Tokens, Clock.GetUtcNow());

    /// <summary>A draft of both questions, kept.</summary>
    public async Task<Assessment> Draft()
    {
        var draft = new Assessment(new(Guid.NewGuid()), "Backend", 60, [Sum.Id, Max.Id], ["python", "javascript"], AssessmentStatus.Draft, null, default);
        return (await SaveAssessment.Run(Recruiter, draft, 0, Ct)).Value().Value;
    }

    /// <summary>An assessment that asks for a code, and Ann's link to it.</summary>
    public async Task<string> InviteAnnWithCode()
    {
        var draft = new Assessment(new(Guid.NewGuid()), "Locked", 60, [Sum.Id], ["python"], AssessmentStatus.Draft, null, default) { AsksForCode = true };
        (await SaveAssessment.Run(Recruiter, draft, 0, Ct)).Value();
        (await Publish.Run(Recruiter, draft.Id, Ct)).Value();
        return (await Invite.Run(Recruiter, draft.Id, "Ann Lee", "ann@example.com", Site, Ct)).Value().Link.Segments[^1];
    }

    /// <returns>The token in the link.</returns>
    public async Task<string> InviteAnn()
    {
        var invited = (await Invite.Run(Recruiter, Assessment.Id, "Ann Lee", "ann@example.com", Site, Ct)).Value();
        return invited.Link.Segments[^1];
    }

    /// <summary>Ann has pressed Start.</summary>
    public async Task<Attempt> StartAttempt() => (await Start.Run(await InviteAnn(), consent: true, Acme.Browser, Ct)).Value();

    public async Task<Attempt> Read(Attempt attempt) => (await Documents.Get<Attempt>(System.Key(Attempt.Collection, attempt.Id), Ct))!.Value;

    public async Task<CodeExecution> Read(ExecutionId id) => (await Documents.Get<CodeExecution>(System.Key(CodeExecution.Collection, id), Ct))!.Value;

    public async Task<string?> DraftOf(Attempt attempt, Question question) =>
        (await Documents.Get<Draft>(System.Key(Core.Attempts.Draft.Collection, Core.Attempts.Draft.Key(attempt.Id, question.Id)), Ct))?.Value.Language is { } language
            ? (await Documents.Get<DraftText>(System.Key(DraftText.Collection, DraftText.Key(attempt.Id, question.Id, language)), Ct))?.Value.Text
            : null;

    public Task<Result<RequestedExecution>> Submit(Attempt attempt, Question question, string source) =>
        Request.Run(Candidate(attempt), attempt.Id, Order(ExecutionKind.Submit, question, source), Ct);

    public static ExecutionOrder Order(ExecutionKind kind, Question question, string source, string? stdin = null) =>
        new(new(Guid.NewGuid()), kind, question.Id, "python", source, stdin);

    /// <summary>As another process does it: one that is gone, unless it says that it lives.</summary>
    public ExecuteCode ExecuteElsewhere(ThisInstance? other = null) =>
        new(Documents, Executions, new StreamExecution(Runner, Live, Clock), other ?? ThisInstance.New(alone: false), Clock);

    /// <summary>Runs everything that is queued, as the jobs do, until nothing is.</summary>
    public async Task RunQueue()
    {
        while (await Recover.Waiting(TimeSpan.Zero, Ct) is { Count: > 0 } queued)
            foreach (var execution in queued)
                await Execute.Run(System, execution.Id, Ct);
    }

    /// <summary>Since the company was ready.</summary>
    public IEnumerable<string> Events() => Data.Events.Skip(_before).Select(e => e.Name());

    private static Dictionary<string, string> Starters(params string[] languages) => languages.ToDictionary(l => l, l => $"# begin in {l}\n");
}
