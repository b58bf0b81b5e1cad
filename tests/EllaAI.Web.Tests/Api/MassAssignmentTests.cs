using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;
using EllaAI.Web.Tests.Attempts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Api;

/// <summary>Fields in a body that are not the sender's to say.</summary>
public sealed class MassAssignmentTests(EllaApp app)
{
    private static readonly string[] _ours =
    [
        "companyId", "company", "role", "score", "points", "maxPoints", "percent", "permissions", "scopes", "actor", "account", "verdict", "state", "status", "deadline",
        "startedAt", "paper", "changedAt", "version", "expiresAt", "tokenHash", "attempt", "platform", "suspended", "emailConfirmed", "securityStamp", "passwordHash",
    ];

    /// <summary>Where such a word is the sender's to say: which company to act for, also as one of its members, and what a new one is called.</summary>
    private static readonly string[] _theirs = ["/switch-company company", "/set-up company", "/platform/act company"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void No_route_takes_one_from_its_body()
    {
        var bodies = 0;
        var taken = new List<string>();
        foreach (var route in app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct())
        {
            if (route.Metadata.GetMetadata<MethodInfo>() is not { } handler || handler.DeclaringType?.Namespace?.StartsWith("EllaAI.", StringComparison.Ordinal) != true) continue;
            foreach (var parameter in handler.GetParameters())
            {
                var names = parameter.GetCustomAttribute<FromFormAttribute>() is not null ? [parameter.Name!] : Named(parameter.ParameterType);
                bodies += names.Length > 0 ? 1 : 0;
                taken.AddRange(names.Where(n => _ours.Contains(n, StringComparer.OrdinalIgnoreCase)).Select(n => $"/{route.RoutePattern.RawText!.Trim('/')} {n}"));
            }
        }

        Assert.True(bodies > 30, $"Only {bodies} bodies were looked at.");
        Assert.Equal(_theirs.Order(), taken.Distinct().Order());
    }

    [Fact]
    public async Task A_program_says_what_it_may_and_the_rest_changes_nothing()
    {
        await using var program = await ApiProgram.Start(app);
        var question = app.Question.Id.Value.ToString("N");

        var draft = await program.Post("/api/assessments", With(new { title = "Mine", durationMinutes = 30, questions = new[] { question }, languages = new[] { "python" } })).Json(HttpStatusCode.Created);
        Assert.Equal(("draft", 30), (draft.Text("status"), draft.GetProperty("durationMinutes").GetInt32()));
        Assert.NotEqual(app.Assessment.Id.Value.ToString("N"), draft.Text("id"));

        var invited = await program.Post($"/api/assessments/{app.Assessment.Id.Value}/invitations", With(new { name = "Eve", email = "eve@example.com" })).Json(HttpStatusCode.Created);
        Assert.Equal(app.Assessment.Id.Value.ToString("N"), invited.Text("assessment"));
        Assert.InRange(invited.GetProperty("expiresAt").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddDays(13), DateTimeOffset.UtcNow.AddDays(15));

        var run = await program.Post("/api/execution", With(new { question, language = "python", source = "passes 1" })).Json(HttpStatusCode.Accepted);
        await Until.True(async () => (run = await program.Get($"/api/execution/{run.Text("id")}").Json()).Text("state") == "finished");
        Assert.Equal(("wrong-answer", 0), (run.Text("verdict"), run.GetProperty("points").GetInt32()));
        Assert.Null(await Read<Core.Companies.Company>("globex-by-assignment", Core.Companies.Company.Collection, "globex-by-assignment"));
    }

    [Fact]
    public async Task A_candidate_says_what_they_type_and_the_rest_changes_nothing()
    {
        using var candidate = await CandidatePage.Start(app);
        var before = await Attempt(candidate);
        var epoch = (await candidate.Post("session", With(new { })).Json()).GetProperty("epoch").GetInt32();
        await candidate.Post("journal", With(new { epoch, seq = 1, items = new[] { With(candidate.Snapshot("text")) } })).Json();
        var id = (await candidate.Post("executions", With(new { key = Guid.NewGuid(), kind = "submit", question = candidate.Question, language = "python", source = "passes 2" })).Json(HttpStatusCode.Accepted)).Text("id")!;
        var graded = await candidate.Finished(id);
        foreach (var path in new[] { "seat", "release" }) (await candidate.Post(path, With(new { handovers = 0 }))).Dispose();

        Assert.Equal(1, graded.GetProperty("points").GetInt32());
        var after = await Attempt(candidate);
        Assert.Equal((1, before.Deadline, before.StartedAt, AttemptState.InProgress, before.Paper), (after.Points, after.Deadline, after.StartedAt, after.State, after.Paper));
    }

    [Fact]
    public async Task Forms_of_people_give_no_role_no_company_and_no_sign_in()
    {
        using var browser = new Browser(app);
        var email = $"vic-{Guid.NewGuid():N}@acme.example";
        var account = await app.AddAccount(email, role: Role.Viewer);
        var more = _ours.Select(name => (name, "globex")).Concat([("role", "owner"), ("emailConfirmed", "true")]).ToArray();
        (await browser.PostForm("/sign-in", [("email", email), ("password", EllaApp.Password), .. more])).Dispose();
        foreach (var path in new[] { "/account/confirm", "/account/password", "/switch-company", "/account/devices/remove" })
            (await browser.PostFormAs(account, path, [("current", EllaApp.Password), ("password", EllaApp.Password), .. more])).Dispose();

        Assert.Equal(Role.Viewer, (await Read<Member>("acme", Member.Collection, account.Value.ToString("N")))!.Role);
        Assert.Null(await Read<Member>("globex", Member.Collection, account.Value.ToString("N")));
        Assert.Null(await Read<Member>("platform", Member.Collection, account.Value.ToString("N")));
    }

    private static JsonObject With(object body)
    {
        var all = System.Text.Json.JsonSerializer.SerializeToNode(body, System.Text.Json.JsonSerializerOptions.Web)!.AsObject();
        foreach (var name in _ours) all.TryAdd(name, name switch { "points" or "maxPoints" or "score" or "percent" or "version" => 100, "status" => "published", "state" => "scored", _ => "globex-by-assignment" });
        return all;
    }

    /// <summary>What JSON gives a body of ours; nothing for what is not one.</summary>
    private static string[] Named(Type type) => type.Namespace?.StartsWith("EllaAI.", StringComparison.Ordinal) == true && (type.Name.EndsWith("Body", StringComparison.Ordinal) || type == typeof(JournalBatch))
        ? [.. type.GetProperties().Select(p => p.Name)]
        : [];

    private async Task<Attempt> Attempt(CandidatePage candidate) => (await Read<Attempt>("acme", Core.Attempts.Attempt.Collection, candidate.Attempt.Value.ToString("N")))!;

    private async Task<T?> Read<T>(string company, string collection, string id)
        where T : class => (await app.Services.GetRequiredService<IDocumentStore>().Get<T>(Actor.System(new(company)).Key(collection, id), Ct))?.Value;
}
