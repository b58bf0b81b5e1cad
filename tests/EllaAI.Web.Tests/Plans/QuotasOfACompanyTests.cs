using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Plans;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Web.Tests.Access;
using EllaAI.Web.Tests.Api;
using EllaAI.Web.Tests.Attempts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Plans;

/// <summary>Limits of a company in the product as it runs, on SQLite.</summary>
public sealed class QuotasOfACompanyTests(EllaApp app)
{
    private static readonly Actor _operator = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_publish_or_invite_at_once_end_with_exactly_the_limit()
    {
        var (company, admin) = await Company();
        await app.AddAccount($"owner@{company.Value}.example", company, Role.Owner);
        await Limit(company, new(Members: 10, Assessments: 10));
        var question = (await Get<SaveQuestion>().Run(admin, app.Question with { Id = new(Guid.NewGuid()) }, 0, Ct)).Value().Value;
        var drafts = new List<AssessmentId>();
        for (var i = 0; i < 50; i++) drafts.Add((await Get<SaveAssessment>().Run(admin, Draft(question), 0, Ct)).Value().Value.Id);

        var published = Task.WhenAll(drafts.Select(id => Task.Run(() => Get<PublishAssessment>().Run(admin, id, Ct), Ct)));
        var invited = Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => Get<InviteMember>().Run(admin, $"p{i}@{company.Value}.example", Role.Viewer, app.Address, Ct), Ct)));

        var (publications, invitations) = (await published, await invited);
        Assert.Equal((10, 9), (publications.Count(r => r.Ok(out _, out _)), invitations.Count(r => r.Ok(out _, out _))));
        Assert.Equal(["quota-assessments"], publications.Where(r => !r.Ok(out _, out _)).Select(r => r.Code()).Distinct());
        Assert.Equal(["quota-members"], invitations.Where(r => !r.Ok(out _, out _)).Select(r => r.Code()).Distinct());
        Assert.Equal([10, 10], (await Usage(company)).Quotas.Take(2).Select(q => (int)q.Used!));
    }

    [Fact]
    public async Task Candidates_who_run_at_once_are_counted_each_and_none_fails()
    {
        var (company, admin) = await Company();
        await Limit(company, new(Executions: 1));
        var assessment = await Published(admin);
        var attempts = new List<Attempt>();
        for (var i = 0; i < 32; i++)
        {
            var invited = (await Get<Core.Invitations.InviteCandidate>().Run(admin, assessment.Id, "Ann Lee", $"ann{i}@example.com", app.Address, Ct)).Value();
            attempts.Add((await Get<StartAttempt>().Run(invited.Link.Segments[^1], true, new(new(Guid.NewGuid())), Ct)).Value());
        }

        var asked = await Task.WhenAll(attempts.Select(a => Task.Run(
            async () => await Get<RequestExecution>().Run(
                Actor.System(company), a.Id, new(new(Guid.NewGuid()), ExecutionKind.Run, a.Questions[0].Question, "python", "passes 1", null), Ct),
            Ct)));

        Assert.All(asked, a => a.Value());
        Assert.Equal(32, (await Usage(company)).Quotas[(int)Quota.Executions].Used);
    }

    [Fact]
    public async Task Programs_are_told_which_limit_is_reached_and_when_to_ask_again()
    {
        var (company, admin) = await Company();
        var assessment = await Published(admin);
        await using var program = await ApiProgram.Start(app, company: company);
        await Limit(company, new(Assessments: 1, Executions: 1, Storage: 1));
        var question = assessment.Questions[0].Value.ToString("N");
        (await program.Post("/api/execution", new { question, language = "python", source = "passes 1" })).Dispose();

        using var run = await program.Post("/api/execution", new { question, language = "python", source = "passes 1" });
        Assert.Equal(HttpStatusCode.TooManyRequests, run.StatusCode);
        var wait = run.Headers.RetryAfter?.Delta;
        Assert.InRange(wait!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        var body = await run.Content.ReadAsStringAsync(Ct);
        Assert.Contains("\"code\":\"quota-executions\"", body, StringComparison.Ordinal);
        Assert.Contains("\"limit\":1", body, StringComparison.Ordinal);

        var draft = await program.Post("/api/assessments", new { title = "Second", durationMinutes = 45, questions = new[] { question }, languages = new[] { "python" } }).Json(HttpStatusCode.Created);
        Assert.Equal("quota-assessments", await program.Post($"/api/assessments/{draft.Text("id")}/publish", new { }).Problem(HttpStatusCode.PaymentRequired));
        (await Get<MeasureStorage>().Run(_operator, company, Ct)).Value();
        Assert.Equal("quota-storage", await program.Post("/api/assessments", new { title = "Third", durationMinutes = 45 }).Problem(HttpStatusCode.PaymentRequired));
        Assert.Equal(
            "quota-storage", await program.Post($"/api/assessments/{assessment.Id.Value:N}/invitations", new { name = "Bo", email = "bo@example.com" }).Problem(HttpStatusCode.PaymentRequired));
    }

    [Fact]
    public async Task An_author_who_tries_a_question_is_counted_and_refused_at_the_limit()
    {
        var (company, admin) = await Company();
        await Limit(company, new(Executions: 1));
        var tried = app.Question with { Id = new(Guid.NewGuid()) };

        await Get<TryQuestion>().Run(admin, tried, "python", "passes 1", _ => Task.CompletedTask, Ct);
        var refused = await Get<TryQuestion>().Run(admin, tried, "python", "passes 1", _ => Task.CompletedTask, Ct);

        Assert.Equal("quota-executions", refused.Code());
        Assert.Equal(1, (await Usage(company)).Quotas[(int)Quota.Executions].Used);
    }

    [Fact]
    public async Task Whoever_follows_an_invitation_into_a_full_company_is_told_and_no_account_is_made()
    {
        var (company, _) = await Company();
        var owner = await app.AddAccount($"owner@{company.Value}.example", company, Role.Owner);
        var address = $"noor@{company.Value}.example";
        var link = (await Get<InviteMember>().Run(Actor.Member(owner, new(company, Role.Owner)), address, Role.Viewer, app.Address, Ct)).Value().Link.AbsolutePath;
        await Limit(company, new(Members: 1));
        using var browser = new Browser(app);

        using var refused = await browser.PostForm(link, ("name", "Noor Aziz"), ("password", EllaApp.Password));
        Assert.Equal($"{link}?problem=quota-members", refused.Headers.Location?.ToString());
        using var page = await browser.Get(refused.Headers.Location!.ToString());
        Assert.Contains("as many members as it may have", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var accounts = Actor.System(CompanyId.Platform).Query(Account.ByEmail, Account.Normal(address));
        Assert.Empty(await Get<IDocumentStore>().Query<Account>(accounts, Ct).ToList(Ct));

        await Limit(company, new(Members: 2));
        using var joined = await browser.PostForm(link, ("name", "Noor Aziz"), ("password", EllaApp.Password));
        Assert.Equal("/home", joined.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Owners_and_admins_get_one_mail_when_a_limit_is_reached()
    {
        var (company, admin) = await Company();
        await app.AddAccount($"owner@{company.Value}.example", company, Role.Owner);
        await Limit(company, new(Assessments: 2));
        await Published(admin);
        Assert.Empty(await Mails(company));

        await Published(admin);
        await Until.True(async () => (await Mails(company)).Count > 0);
        // The maintenance comes by and has nothing to add.
        await Get<KeepUsage>().Run(new(app.Address, "/settings/usage"), Ct);

        var mail = Assert.Single(await Mails(company));
        Assert.Equal($"owner@{company.Value}.example", mail.ToAddress);
        Assert.Contains("Active assessments: 2 of 2, the limit for ", mail.Text, StringComparison.Ordinal);
        Assert.Contains(new Uri(app.Address, "/settings/usage").ToString(), mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usage_is_shown_to_owners_and_admins_and_to_the_platforms_admins()
    {
        await using var of = await OneCompany.Make(app, $"u{Guid.NewGuid():N}"[..12]);
        await Limit(of.Id, new(Members: 50, Assessments: 1));

        foreach (var role in (Role[])[Role.Owner, Role.Admin])
        {
            var page = await Page("/settings/usage", role);
            Assert.Contains("data-quota=\"assessments\" data-state=\"reached\"", page, StringComparison.Ordinal);
            Assert.Contains("of 50", page, StringComparison.Ordinal);
            Assert.Contains("Used up", page, StringComparison.Ordinal);
            Assert.Contains("Measured for the first time within the hour", page, StringComparison.Ordinal);
            Assert.Contains("Executions of the last 30 days", page, StringComparison.Ordinal);
        }

        foreach (var role in (Role[])[Role.Recruiter, Role.Reviewer, Role.Viewer, Role.PlatformAdmin])
            Assert.Contains("Usage is not open to you.", await Page("/settings/usage", role), StringComparison.Ordinal);

        var company = ("Company", (object?)of.Id.Value);
        Assert.Contains($"Usage of {of.Word} works", await Page("/platform/companies/{company}/usage", Role.PlatformAdmin, company), StringComparison.Ordinal);
        foreach (var role in (Role[])[Role.Owner, Role.Admin, Role.Recruiter, Role.Viewer])
        {
            Assert.Contains("Usage of companies is not open to you.", await Page("/platform/companies/{company}/usage", role, company), StringComparison.Ordinal);
            Assert.Contains("The plans are not open to you.", await Page("/platform/plans", role), StringComparison.Ordinal);
        }

        async Task<string> Page(string path, Role role, params (string Name, object? Value)[] parameters) => await RenderedPages.Of(
            app, RouteCalls.Pages(app).Single(p => p.RoutePattern.RawText == path), await of.Session(role), parameters.ToDictionary(p => p.Name, p => p.Value));
    }

    [Fact]
    public async Task A_page_of_a_company_without_limits_says_so()
    {
        await using var of = await OneCompany.Make(app, $"f{Guid.NewGuid():N}"[..12]);
        var page = await RenderedPages.Of(app, RouteCalls.Pages(app).Single(p => p.RoutePattern.RawText == "/settings/usage"), await of.Session(Role.Owner), []);

        Assert.Contains($"{of.Word} works has no limits.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-state=\"near\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_banner_names_what_comes_to_an_end_and_leads_to_usage()
    {
        await using var of = await OneCompany.Make(app, $"b{Guid.NewGuid():N}"[..12]);
        Assert.DoesNotContain("data-quota-banner", await Banner("/assessments"), StringComparison.Ordinal);
        await Limit(of.Id, new(Assessments: 1));

        var banner = await Banner("/assessments");

        Assert.Contains("A limit of your company is reached.", banner, StringComparison.Ordinal);
        Assert.Contains("Active assessments: 1 of 1, the limit for your company alone.", banner, StringComparison.Ordinal);
        Assert.Contains("href=\"/settings/usage\"", banner, StringComparison.Ordinal);
        Assert.DoesNotContain("data-quota-banner", await Banner("/settings/usage"), StringComparison.Ordinal);

        async Task<string> Banner(string page) => await RenderedPages.Of(
            app, typeof(Web.Plans.QuotaBanner), await of.Session(Role.Owner), new() { ["Page"] = new Uri(app.Address, page).ToString() });
    }

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private async Task<(CompanyId Company, Actor Admin)> Company()
    {
        var company = new CompanyId($"q-{Guid.NewGuid():N}"[..20]);
        await Get<IDocumentStore>().Commit([Change.Create(Core.Companies.Company.Key(Actor.System(company)), new Company(company, "Quota"))], [], Ct);
        return (company, Actor.Member(new(Guid.NewGuid()), new(company, Role.Admin)));
    }

    private async Task Limit(CompanyId company, PlanLimits limits) => (await Get<ChoosePlan>().Run(
        _operator, company, null, [.. PlanLimits.Quotas.Where(q => limits.Of(q) is not null).Select(q => new OwnLimit(q, limits.Of(q)))], Ct)).Value();

    private async Task<CompanyUsage> Usage(CompanyId company) => (await Get<ShowUsage>().Of(_operator, company, Ct)).Value();

    private async Task<Assessment> Published(Actor admin)
    {
        var question = (await Get<SaveQuestion>().Run(admin, app.Question with { Id = new(Guid.NewGuid()) }, 0, Ct)).Value().Value;
        var draft = (await Get<SaveAssessment>().Run(admin, Draft(question), 0, Ct)).Value().Value;
        return (await Get<PublishAssessment>().Run(admin, draft.Id, Ct)).Value();
    }

    private static Assessment Draft(Question question) => new(new(Guid.NewGuid()), "Backend", 60, [question.Id], ["python"], AssessmentStatus.Draft, null, default);

    private async Task<List<Mail>> Mails(CompanyId company) => await Get<IDocumentStore>().Query<Mail>(Actor.System(company).Query(Mail.Newest), Ct).ToList(Ct);
}
