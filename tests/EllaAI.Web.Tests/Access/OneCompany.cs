using System.Net;
using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Execution;
using EllaAI.Core.Invitations;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Privacy;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Webhooks;
using EllaAI.Web.Access;
using EllaAI.Web.Tests.Api;
using EllaAI.Web.Tests.Attempts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>A company with one of everything that a route may name, and with one word in every text of it.</summary>
public sealed class OneCompany : IAsyncDisposable
{
    private readonly EllaApp _app;

    private OneCompany(EllaApp app, string word) => (_app, Word, Id) = (app, word, new(word));

    /// <summary>Stands nowhere else.</summary>
    public string Word { get; }

    public CompanyId Id { get; }

    public Question Question { get; private set; } = null!;

    public Assessment Assessment { get; private set; } = null!;

    /// <summary>Two who have started: each is a stranger to the other.</summary>
    public IReadOnlyList<CandidatePage> Candidates { get; private set; } = [];

    /// <summary>A submission of the first candidate.</summary>
    public Guid Execution { get; private set; }

    /// <summary>The version of its picture.</summary>
    public string Logo { get; private set; } = "";

    public ApiProgram Program { get; private set; } = null!;

    /// <summary>All that has an id of 32 digits in an address.</summary>
    public IReadOnlyList<Guid> Ids { get; private set; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<OneCompany> Make(EllaApp app, string word)
    {
        var made = new OneCompany(app, word);
        var documents = app.Services.GetRequiredService<IDocumentStore>();
        await documents.Commit([Change.Create(Company.Key(Actor.System(made.Id)), new Company(made.Id, $"{word} works"))], [], Ct);
        await made.Fill(Actor.Member(new(Guid.NewGuid()), new(made.Id, Role.Admin)));
        return made;
    }

    /// <summary>Somebody of it, signed in.</summary>
    public async Task<(Browser Browser, AccountId Account)> SignIn(Role role)
    {
        var (account, email) = await Add(role);
        var browser = new Browser(_app);
        (await browser.PostForm("/sign-in", ("email", email), ("password", EllaApp.Password))).Dispose();
        Assert.Contains(browser.Cookies.GetAllCookies(), c => c.Name == "ella-session");
        return (browser, account);
    }

    /// <summary>The same without a browser: as the circuits of their pages know them.</summary>
    public async Task<ClaimsPrincipal> Session(Role role)
    {
        var (id, _) = await Add(role);
        var account = (await _app.Services.GetRequiredService<IDocumentStore>().Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, id), Ct))!.Value;
        var session = await _app.Services.GetRequiredService<Sessions>().Begin(id, account.SecurityStamp, "", "", Ct);
        return new(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, id.Value.ToString("N")), new(ClaimTypes.Name, account.Name), new(ClaimTypes.Email, account.Email),
                new(AccountClaims.Session, session.Id.Value.ToString("N")), new(AccountClaims.Role, role.ToString()),
                new(AccountClaims.Company, (role == Role.PlatformAdmin ? CompanyId.Platform : Id).Value), new(AccountClaims.CompanyName, "Theirs"),
            ],
            "test"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var candidate in Candidates) candidate.Dispose();
        await Program.DisposeAsync();
    }

    private async Task<(AccountId Id, string Email)> Add(Role role)
    {
        var email = $"{role}-{Guid.NewGuid():N}@{(role == Role.PlatformAdmin ? "platform" : Word)}.example".ToLowerInvariant();
        return (await _app.AddAccount(email, role == Role.PlatformAdmin ? CompanyId.Platform : Id, role), email);
    }

    private async Task Fill(Actor admin)
    {
        Question = (await _app.Services.GetRequiredService<SaveQuestion>().Run(admin, Written(), 0, Ct)).Value().Value;
        var draft = new Assessment(new(Guid.NewGuid()), $"{Word} assessment", 60, [Question.Id], ["python"], AssessmentStatus.Draft, null, default);
        (await _app.Services.GetRequiredService<SaveAssessment>().Run(admin, draft, 0, Ct)).Value();
        Assessment = (await _app.Services.GetRequiredService<PublishAssessment>().Run(admin, draft.Id, Ct)).Value();
        var invited = await Task.WhenAll(Enumerable.Range(0, 2).Select(i =>
            _app.Services.GetRequiredService<InviteCandidate>().Run(admin, Assessment.Id, $"{Word} candidate {i}", $"candidate-{i}@{Word}.example", _app.Address, Ct)));
        Candidates = [await CandidatePage.Start(_app, invited[0].Value().Link.Segments[^1]), await CandidatePage.Start(_app, invited[1].Value().Link.Segments[^1])];
        foreach (var candidate in Candidates) Execution = Execution == default ? await Submit(candidate) : Execution;
        (await _app.Services.GetRequiredService<AddWebhook>().Run(admin, $"https://{Word}.example.com/", $"{Word} hook", [WebhookEvents.All[0].Name], Ct)).Value();
        var member = (await _app.Services.GetRequiredService<InviteMember>().Run(admin, $"new@{Word}.example", Role.Viewer, _app.Address, Ct)).Value();
        // Somebody whose data is written out, and somebody who is erased.
        var export = (await _app.Services.GetRequiredService<AskExport>().Candidate(admin, $"candidate-1@{Word}.example", Ct)).Value();
        (await _app.Services.GetRequiredService<InviteCandidate>().Run(admin, Assessment.Id, $"{Word} gone", $"gone@{Word}.example", _app.Address, Ct)).Value();
        var erasure = (await _app.Services.GetRequiredService<AskErasure>().Candidate(admin, $"gone@{Word}.example", true, Ct)).Value();
        Program = await ApiProgram.Start(_app, company: Id);
        Logo = (await _app.Services.GetRequiredService<SetCompanyLook>().Logo(admin, (byte[])[.. Pictures.Png(), .. System.Text.Encoding.ASCII.GetBytes(Word)], Ct)).Value().Look.Logo;
        var mail = await _app.Services.GetRequiredService<IDocumentStore>().Query<Mail>(Actor.System(Id).Query(Mail.Newest) with { Limit = 1 }, Ct).ToList(Ct);
        Ids =
        [
            Candidates[0].Attempt.Value, Question.Id.Value, Assessment.Id.Value, Execution, invited[0].Value().Invitation.Id.Value, mail[0].Id.Value,
            Program.Key.Value, member.Invitation.Id.Value, export.Id.Value, erasure.Id.Value,
        ];
    }

    private async Task<Guid> Submit(CandidatePage candidate)
    {
        await candidate.Open();
        var order = new { key = Guid.NewGuid(), kind = "submit", question = Question.Id.Value, language = "python", source = $"passes 2 {Word}" };
        var asked = await candidate.Post("executions", order).Json(HttpStatusCode.Accepted);
        await candidate.Finished(asked.Text("id")!);
        return Guid.Parse(asked.Text("id")!);
    }

    private Question Written() => new(
        new(Guid.NewGuid()), $"{Word} question", $"# {Word} statement", "easy", [], new Dictionary<string, string> { ["python"] = $"# {Word}\n" },
        [new(1, $"{Word} example", $"{Word} in", $"{Word} out", Visible: true, Weight: 0), new(2, $"{Word} small", $"{Word} in 2", $"{Word} out 2", Visible: false, Weight: 1)],
        Limits.Default, Checker.Tokens, default);
}
