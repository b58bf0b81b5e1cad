using System.Net;
using System.Text.Json;
using Xunit;

namespace EllaAI.Web.Tests.Attempts;

/// <summary>The contract with the candidate's page, name by name.</summary>
public sealed class AttemptApiTests(EllaApp app)
{
    private static readonly string[] _executionNames =
        ["id", "kind", "question", "language", "state", "createdAt", "custom", "compile", "tests", "verdict", "points", "maxPoints", "message"];

    private static readonly string[] _testNames = ["number", "name", "visible", "verdict", "cpuMs", "memoryKb", "stdin", "expected", "stdout", "stderr", "note", "cases"];

    [Theory]
    [InlineData("session", "{}")]
    [InlineData("journal", """{"epoch":1,"seq":1,"items":[]}""")]
    [InlineData("executions", """{"key":"c1f2a3b4-0000-4000-8000-000000000001","kind":"run","question":"c1f2a3b4000040008000000000000001","language":"python","source":"x"}""")]
    [InlineData("finish", "{}")]
    public async Task Only_the_attempts_own_browser_and_page_get_in(string what, string body)
    {
        using var candidate = await CandidatePage.Start(app);
        using var stranger = await CandidatePage.Start(app);
        using var nobody = new Browser(app);
        var path = $"{candidate.Path}/{what}";

        Assert.Equal("session-gone", await nobody.PostJson(path, body, candidate.Csrf).Problem(HttpStatusCode.Forbidden));
        Assert.Equal("session-gone", await stranger.Browser.PostJson(path, body, candidate.Csrf).Problem(HttpStatusCode.Forbidden));
        Assert.Equal("session-gone", await candidate.Browser.PostJson(path, body, null).Problem(HttpStatusCode.Forbidden));
        Assert.Equal("session-gone", await candidate.Browser.PostJson(path, body, "made up").Problem(HttpStatusCode.Forbidden));
        Assert.Equal("session-gone", await candidate.Browser.PostJson(path, body, stranger.Csrf).Problem(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task A_cookie_of_one_attempt_renamed_opens_no_other()
    {
        using var candidate = await CandidatePage.Start(app);
        using var victim = await CandidatePage.Start(app);
        using var thief = new Browser(app);
        var cookie = candidate.Browser.Cookies.GetAllCookies().Single(c => c.Name.StartsWith("ella-attempt-", StringComparison.Ordinal));
        thief.Cookies.Add(app.Address, new Cookie($"ella-attempt-{victim.Attempt.Value:N}", cookie.Value));

        Assert.True(cookie.HttpOnly);
        Assert.Equal("session-gone", await thief.PostJson($"{victim.Path}/session", "{}", victim.Csrf).Problem(HttpStatusCode.Forbidden));
        Assert.Equal("session-gone", await thief.Get($"{victim.Path}/executions/{Guid.NewGuid()}").Problem(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Opening_tells_the_page_all_it_shows()
    {
        using var candidate = await CandidatePage.Start(app);
        var epoch = await candidate.Open();
        await candidate.Write(epoch, 1, candidate.Snapshot("passes 2"), new { type = "open", at = 2, question = candidate.Question });
        await candidate.Finished((await candidate.Execute("submit", "passes 2").Json(HttpStatusCode.Accepted)).Text("id")!);

        var opened = await candidate.Post("session").Json();

        Assert.Equal(["epoch", "serverNow", "deadline", "state", "current", "drafts", "starters", "executions"], opened.Names());
        Assert.Equal(epoch + 1, opened.GetProperty("epoch").GetInt32());
        Assert.Equal(("in-progress", candidate.Question), (opened.Text("state"), opened.Text("current")));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", opened.Text("deadline")!);
        Assert.Equal(
            $$$"""[{"question":"{{{candidate.Question}}}","language":"python","texts":{"python":"passes 2"}}]""", opened.GetProperty("drafts").GetRawText());
        Assert.Equal(
            $$$"""[{"question":"{{{candidate.Question}}}","texts":{"python":"# begin\n"}}]""", opened.GetProperty("starters").GetRawText());
        Assert.Equal(_executionNames, Assert.Single(opened.GetProperty("executions").EnumerateArray()).Names());
    }

    [Fact]
    public async Task A_batch_is_acknowledged_with_the_clock()
    {
        using var candidate = await CandidatePage.Start(app);
        var epoch = await candidate.Open();

        var acked = await candidate.Write(
            epoch, 1,
            candidate.Snapshot("ab"),
            new { type = "edit", at = 2.25, question = candidate.Question, language = "python", changes = new[] { new { offset = 2, length = 0, text = "c" } }, total = 99, hash = 1 },
            new { type = "language", at = 3, question = candidate.Question, language = "python" },
            new { type = "focus", at = 4, focused = false },
            new { type = "paste", at = 5, question = candidate.Question, length = 12 }).Json();

        Assert.Equal(["acked", "status", "resync", "serverNow", "deadline", "state"], acked.Names());
        Assert.Equal((1, "accepted"), (acked.GetProperty("acked").GetInt32(), acked.Text("status")));
        Assert.Equal($$"""[{"question":"{{candidate.Question}}","language":"python"}]""", acked.GetProperty("resync").GetRawText());
        Assert.Equal("duplicate", (await candidate.Write(epoch, 1, candidate.Snapshot("ab")).Json()).Text("status"));
    }

    [Fact]
    public async Task A_gap_in_the_journal_says_what_is_expected()
    {
        using var candidate = await CandidatePage.Start(app);
        var epoch = await candidate.Open();

        var problem = await candidate.Write(epoch, 3, candidate.Snapshot("x")).Json(HttpStatusCode.Conflict);

        Assert.Equal(("journal-gap", 1), (problem.Text("code"), problem.GetProperty("expected").GetInt32()));
    }

    [Fact]
    public async Task After_the_end_typing_is_late_and_submitting_is_refused()
    {
        using var candidate = await CandidatePage.Start(app);
        var epoch = await candidate.Open();
        await candidate.Write(epoch, 1, candidate.Snapshot("passes 2 3"));

        var finished = await candidate.Post("finish").Json();

        Assert.Equal($$"""{"redirect":"{{candidate.Path}}/done"}""", finished.GetRawText());
        Assert.Equal(finished.GetRawText(), (await candidate.Post("finish").Json()).GetRawText());
        var late = await candidate.Write(epoch, 2, candidate.Snapshot("too late")).Json();
        Assert.Equal(("late", "closed"), (late.Text("status"), late.Text("state")));
        Assert.Equal("attempt-closed", await candidate.Execute("submit", "too late").Problem(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_run_is_accepted_then_finished_with_its_visible_tests()
    {
        using var candidate = await CandidatePage.Start(app);

        var asked = await candidate.Execute("run", "passes 1").Json(HttpStatusCode.Accepted);
        Assert.Equal(_executionNames, asked.Names());
        Assert.Equal(("run", "python", candidate.Question), (asked.Text("kind"), asked.Text("language"), asked.Text("question")));
        var done = await candidate.Finished(asked.Text("id")!);

        Assert.Equal(("finished", "wrong-answer"), (done.Text("state"), done.Text("verdict")));
        Assert.Equal(JsonValueKind.Null, done.GetProperty("points").ValueKind);
        Assert.Equal("""{"verdict":"accepted","output":""}""", done.GetProperty("compile").GetRawText());
        var tests = done.GetProperty("tests").EnumerateArray().ToArray();
        Assert.Equal([_testNames, _testNames], tests.Select(t => t.Names()));
        Assert.Equal(
            """{"number":2,"name":"Small","visible":true,"verdict":"wrong-answer","cpuMs":12,"memoryKb":2048,"stdin":"seen input 2","expected":"seen answer 2","stdout":"printed for 2","stderr":"","note":"Line 1 differs.","cases":[]}""",
            tests[1].GetRawText());
    }

    [Fact]
    public async Task A_run_on_own_input_shows_no_expected_answer()
    {
        using var candidate = await CandidatePage.Start(app);

        var done = await candidate.Finished((await candidate.Execute("run", "x", "my input").Json(HttpStatusCode.Accepted)).Text("id")!);

        Assert.True(done.GetProperty("custom").GetBoolean());
        var test = Assert.Single(done.GetProperty("tests").EnumerateArray());
        Assert.Equal(("Your input", "my input", null), (test.Text("name"), test.Text("stdin"), test.Text("expected")));
    }

    [Fact]
    public async Task The_same_click_again_is_the_same_execution()
    {
        using var candidate = await CandidatePage.Start(app);
        var key = Guid.NewGuid();

        var first = await candidate.Execute("submit", "passes 2", key: key).Json(HttpStatusCode.Accepted);
        var second = await candidate.Execute("submit", "passes 2", key: key).Json();
        var doubled = await candidate.Execute("submit", "passes 2").Json();

        Assert.Equal([key.ToString("N"), key.ToString("N"), key.ToString("N")], new[] { first, second, doubled }.Select(e => e.Text("id")));
    }

    [Fact]
    public async Task A_hidden_test_shows_its_verdict_and_nothing_else()
    {
        using var candidate = await CandidatePage.Start(app);
        var id = (await candidate.Execute("submit", "passes 1 2").Json(HttpStatusCode.Accepted)).Text("id")!;

        var done = await candidate.Finished(id);

        Assert.Equal((1, 4), (done.GetProperty("points").GetInt32(), done.GetProperty("maxPoints").GetInt32()));
        Assert.Equal(
            """{"number":3,"name":"Hidden test","visible":false,"verdict":"wrong-answer","cpuMs":null,"memoryKb":null,"stdin":null,"expected":null,"stdout":null,"stderr":null,"note":null,"cases":[]}""",
            done.GetProperty("tests")[2].GetRawText());
        Secrets.AreNotIn(done.GetRawText());
        Secrets.AreNotIn((await candidate.Post("session").Json()).GetRawText());
    }

    [Fact]
    public async Task The_workspace_page_holds_no_hidden_test()
    {
        using var candidate = await CandidatePage.Start(app);
        using var answer = await candidate.Browser.Get(candidate.Path);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Add <strong>two</strong> numbers.", html, StringComparison.Ordinal);
        Secrets.AreNotIn(html);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused_with_its_code()
    {
        using var candidate = await CandidatePage.Start(app);
        await candidate.Open();

        Assert.Equal("empty-source", await candidate.Execute("submit", "  ").Problem(HttpStatusCode.BadRequest));
        Assert.Equal("too-large", await candidate.Execute("run", new string('x', 65_537)).Problem(HttpStatusCode.RequestEntityTooLarge));
        Assert.Equal("not-found", await candidate.Browser.Get($"{candidate.Path}/executions/{Guid.NewGuid()}").Problem(HttpStatusCode.NotFound));
        Assert.Equal("invalid-epoch", await candidate.Write(9, 1, candidate.Snapshot("x")).Problem(HttpStatusCode.BadRequest));
        Assert.Equal("invalid-batch", await candidate.Write(1, 0, candidate.Snapshot("x")).Problem(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"epoch":1,"seq":1,"items":[{"type":"unknown"}]}""")]
    [InlineData("""{"epoch":1,"seq":1,"items":[{"type":"snapshot","at":1,"question":"not an id","language":"python","text":"x"}]}""")]
    [InlineData("""{"epoch":1,"seq":1,"items":[{"type":"snapshot","at":1,"question":"c1f2a3b4000040008000000000000001","language":"python","text":"\ud83d"}]}""")]
    [InlineData("""{"epoch":"one"}""")]
    public async Task A_body_that_is_not_a_batch_is_a_bad_request_in_json(string body)
    {
        using var candidate = await CandidatePage.Start(app);
        await candidate.Open();

        Assert.Equal("bad-request", await candidate.Post("journal", body).Problem(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_in_json()
    {
        using var candidate = await CandidatePage.Start(app);
        await candidate.Open();

        Assert.Equal("too-large", await candidate.Write(1, 1, candidate.Snapshot(new string('x', 600_000))).Problem(HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task Answers_about_an_attempt_are_not_cached()
    {
        using var candidate = await CandidatePage.Start(app);
        using var answer = await candidate.Post("session");

        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
