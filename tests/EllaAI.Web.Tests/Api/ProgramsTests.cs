using System.Net;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Assessments;
using EllaAI.Core.Tests;
using EllaAI.Web.Api;
using EllaAI.Web.Tests.Attempts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Api;

/// <summary>What programs ask, from an assessment to a result.</summary>
public sealed class ProgramsTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Assessment => app.Assessment.Id.Value.ToString("N");

    private string Question => app.Question.Id.Value.ToString("N");

    [Fact]
    public async Task From_a_draft_to_a_result()
    {
        await using var program = await ApiProgram.Start(app);
        var draft = await program.Post("/api/assessments", new { title = " By a program ", durationMinutes = 45, questions = new[] { Question }, languages = new[] { "python" } }).Json(HttpStatusCode.Created);
        Assert.Equal(("By a program", "draft", 45), (draft.Text("title"), draft.Text("status"), draft.GetProperty("durationMinutes").GetInt32()));
        var path = $"/api/assessments/{draft.Text("id")}";
        Assert.Equal("assessment-not-published", await program.Post($"{path}/invitations", new { name = "Bo", email = "bo@example.com" }).Problem(HttpStatusCode.Conflict));
        Assert.Equal("published", (await program.Post($"{path}/publish", new { }).Json()).Text("status"));
        var invited = await program.Post($"{path}/invitations", new { name = "Bo", email = "bo@example.com" }).Json(HttpStatusCode.Created);

        var row = (await program.Get($"{path}/attempts").Json()).GetProperty("items").EnumerateArray().Single();

        Assert.Equal((invited.Text("id"), JsonValueKind.Null), (row.GetProperty("invitation").Text("id"), row.GetProperty("attempt").ValueKind));
        Assert.DoesNotContain("take", invited.GetRawText(), StringComparison.Ordinal);
        Assert.Contains((await program.Get("/api/assessments").Json()).GetProperty("items").EnumerateArray(), a => a.Text("id") == draft.Text("id"));
    }

    [Fact]
    public async Task A_result_is_told_as_it_stands()
    {
        await using var program = await ApiProgram.Start(app, [ApiScopes.ReadResults]);
        using var candidate = await CandidatePage.Start(app);
        await candidate.Open();
        await candidate.Finished((await candidate.Execute("submit", "passes 1 2 3").Json(HttpStatusCode.Accepted)).Text("id")!);
        await candidate.Post("finish").Json();

        JsonElement result = default;
        await Until.True(async () => (result = await program.Get($"/api/attempts/{candidate.Attempt.Value:N}").Json()).GetProperty("attempt").Text("state") == "scored");

        Assert.Equal(100, result.GetProperty("attempt").GetProperty("percent").GetInt32());
        Assert.Equal("Ann Lee", result.GetProperty("invitation").Text("name"));
        var answer = result.GetProperty("questions").EnumerateArray().Single();
        Assert.Equal((4, "accepted"), (answer.GetProperty("points").GetInt32(), answer.GetProperty("submissions").EnumerateArray().First().Text("verdict")));
        Secrets.AreNotIn(result.GetRawText());
    }

    [Fact]
    public async Task Code_runs_on_a_question_and_hidden_tests_stay_hidden()
    {
        await using var program = await ApiProgram.Start(app, [ApiScopes.RunExecutions]);
        var body = new { question = Question, language = "python", source = "passes 2 3" };
        using var asked = await program.Post("/api/execution", body, "once");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var path = asked.Headers.Location!.ToString();

        JsonElement run = default;
        await Until.True(async () => (run = await program.Get(path).Json()).Text("state") == "finished");

        Assert.Equal(4, run.GetProperty("points").GetInt32());
        Secrets.AreNotIn(run.GetRawText());
        Assert.Equal(run.Text("id"), (await program.Post("/api/execution", body, "once").Json()).Text("id"));
        Assert.Equal("idempotency-key-reused", await program.Post("/api/execution", body with { source = "other" }, "once").Problem(HttpStatusCode.Conflict));
        Assert.Equal("empty-source", await program.Post("/api/execution", new { question = Question, language = "python" }).Problem(HttpStatusCode.BadRequest));
        Assert.Equal("language-unavailable", await program.Post("/api/execution", new { question = Question, source = "x" }).Problem(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task The_library_is_read_with_its_tests()
    {
        await using var program = await ApiProgram.Start(app, [ApiScopes.ReadQuestions]);

        Assert.Contains((await program.Get("/api/questions").Json()).GetProperty("items").EnumerateArray(), q => q.Text("id") == Question);
        var one = await program.Get($"/api/questions/{Question}").Json();
        Assert.Equal((3, 4), (one.GetProperty("tests").GetArrayLength(), one.GetProperty("points").GetInt32()));
    }

    [Fact]
    public async Task Asked_again_with_the_same_key_it_is_done_once_and_without_a_key_not_at_all()
    {
        await using var program = await ApiProgram.Start(app, [ApiScopes.WriteInvitations, ApiScopes.WriteAssessments]);
        await using var other = await ApiProgram.Start(app, [ApiScopes.WriteInvitations]);
        var (path, body, key) = ($"/api/assessments/{Assessment}/invitations", new { name = "Cy", email = "cy@example.com" }, Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => program.Post(path, body, key)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Created], answers.Select(a => a.StatusCode).Order());
        Assert.Single((await Task.WhenAll(answers.Select(async a => (await Task.FromResult(a).Json(a.StatusCode)).Text("id")))).Distinct());
        Assert.Equal("idempotency-key-reused", await program.Post(path, body with { name = "Di" }, key).Problem(HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.Created, (await other.Post(path, body, key)).StatusCode);
        Assert.Equal("idempotency-key-missing", await program.Send(HttpMethod.Post, path, program.Token, body).Problem(HttpStatusCode.BadRequest));
        Assert.Equal("idempotency-key-invalid", await program.Post(path, body, new string('k', 101)).Problem(HttpStatusCode.BadRequest));

        var draft = new { title = "Twice", durationMinutes = 30 };
        Assert.Equal(HttpStatusCode.Created, (await program.Post("/api/assessments", draft, key)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.Post("/api/assessments", draft, key)).StatusCode);
        Assert.Equal("idempotency-key-reused", await program.Post("/api/assessments", draft with { title = "Other" }, key).Problem(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Pages_go_on_where_the_cursor_says_and_a_wrong_one_is_refused()
    {
        var company = new Core.Companies.CompanyId($"many-{Guid.NewGuid():N}"[..20]);
        await using var program = await ApiProgram.Start(app, company: company);
        await using var acmes = await ApiProgram.Start(app);
        var recruiter = Actor.Member(new(Guid.NewGuid()), new(company, Role.Recruiter));
        for (var i = 0; i < 51; i++)
            (await app.Services.GetRequiredService<SaveAssessment>().Run(recruiter, new(new(Guid.NewGuid()), $"Number {i}", 60, [], [], AssessmentStatus.Draft, null, default), 0, Ct)).Value();

        var first = await program.Get("/api/assessments").Json();
        var next = Uri.EscapeDataString(first.Text("next")!);
        var second = await program.Get($"/api/assessments?cursor={next}").Json();

        Assert.Equal((50, 1), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        foreach (var wrong in new[] { "x", new string('a', 3_000), "eyJhIjoxfQ" }) Assert.Equal("invalid-cursor", await program.Get($"/api/assessments?cursor={wrong}").Problem(HttpStatusCode.BadRequest));
        using var foreign = await acmes.Get($"/api/assessments?cursor={next}");
        Assert.DoesNotContain("Number ", await foreign.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_scope_opens_what_it_names_and_nothing_else()
    {
        var routes = Routes();
        Assert.True(routes.Count > 8, $"Only {routes.Count} routes need a scope.");
        foreach (var scope in ApiScopes.All)
        {
            Assert.Contains(routes, r => r.Scope == scope.Name);
            await using var program = await ApiProgram.Start(app, [scope.Name]);
            foreach (var (method, path, needed) in routes)
            {
                using var answer = await program.Send(new(method), path, program.Token, method == "POST" ? new { } : null, "key");
                Assert.True((answer.StatusCode == HttpStatusCode.Forbidden) == (needed != scope.Name), $"{scope.Name} at {method} {path}: {answer.StatusCode}");
                Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            }
        }
    }

    [Fact]
    public void Everything_under_the_API_wants_a_token_and_but_for_who_am_I_a_scope()
    {
        string[] open = ["/api/auth/token", "/api/health", "/api/assessments/health"], scopeless = ["/api/auth/verify"];
        var all = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct()
            .Where(r => Path(r).StartsWith("/api/", StringComparison.Ordinal) && !open.Contains(Path(r))).ToArray();

        Assert.NotEmpty(all);
        Assert.All(all, r => Assert.NotEmpty(r.Metadata.GetOrderedMetadata<Microsoft.AspNetCore.Authorization.AuthorizationPolicy>()));
        Assert.Equal(scopeless, all.Where(r => r.Metadata.GetMetadata<NeededScope>() is null).Select(Path));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_answered_as_a_problem_too()
    {
        await using var program = await ApiProgram.Start(app);
        using var http = new HttpClient { BaseAddress = app.Address, DefaultRequestHeaders = { { "Authorization", $"Bearer {program.Token}" } } };
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("title", "x")]);
        using var broken = new StringContent("{", System.Text.Encoding.UTF8, "application/json");

        Assert.Equal("not-found", await http.GetAsync("/api/nothing", Ct).Problem(HttpStatusCode.NotFound));
        Assert.Equal("not-found", await http.GetAsync("/api/assessments/1", Ct).Problem(HttpStatusCode.NotFound));
        Assert.Equal("method-not-allowed", await http.DeleteAsync("/api/assessments", Ct).Problem(HttpStatusCode.MethodNotAllowed));
        Assert.Equal("not-json", await http.PostAsync("/api/assessments", form, Ct).Problem(HttpStatusCode.UnsupportedMediaType));
        Assert.Equal("bad-request", await http.PostAsync("/api/assessments", broken, Ct).Problem(HttpStatusCode.BadRequest));
        Assert.Equal("invalid-title", await program.Post("/api/assessments", new { questions = (string?)null }).Problem(HttpStatusCode.BadRequest));
        Assert.Equal("invalid-languages", await program.Post("/api/assessments", new { title = "x", languages = new string?[] { null } }).Problem(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task No_other_site_may_ask_with_a_browser()
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/assessments") { Headers = { { "Origin", "https://elsewhere.example" }, { "Access-Control-Request-Method", "GET" } } };
        using var answer = await http.SendAsync(preflight, Ct);

        Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    private List<(string Method, string Path, string Scope)> Routes() =>
    [
        .. from route in app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct()
           where route.Metadata.GetMetadata<NeededScope>() is not null
           from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
           select (method, Path(route).Replace("{id:guid}", Guid.NewGuid().ToString("N"), StringComparison.Ordinal), route.Metadata.GetMetadata<NeededScope>()!.Name),
    ];

    private static string Path(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');
}
