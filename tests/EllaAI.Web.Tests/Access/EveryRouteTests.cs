using System.Net;
using System.Reflection;
using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Attempts;
using EllaAI.Web.Impersonations;
using EllaAI.Web.Tests.Api;
using EllaAI.Web.Tests.Impersonations;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>Two companies that know nothing of each other.</summary>
public sealed class TwoCompanies(EllaApp app) : IAsyncLifetime
{
    public OneCompany North { get; private set; } = null!;

    public OneCompany South { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var random = Guid.NewGuid().ToString("N")[..8];
        (North, South) = (await OneCompany.Make(app, $"north{random}"), await OneCompany.Make(app, $"south{random}"));
    }

    public async ValueTask DisposeAsync()
    {
        await North.DisposeAsync();
        await South.DisposeAsync();
    }
}

/// <summary>
/// Every address of the product, as its route table has it, every page as its circuit renders it and every hub, asked by everybody whom it does not
/// concern: once with ids of what exists, and once with ids of nothing. The answers are the same, and hold no text of others.
/// </summary>
public sealed class EveryRouteTests(EllaApp app, TwoCompanies companies) : IClassFixture<TwoCompanies>
{
    public static TheoryData<string> Visitors { get; } =
    [
        "nobody", "a platform admin", "an owner", "an admin", "a recruiter", "a reviewer", "a viewer", "somebody who acts as an owner", "an owner of the other company", "a candidate",
        "a candidate to another candidate", "a program", "a program of the other company",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task What_belongs_to_others_answers_exactly_as_what_does_not_exist(string name)
    {
        var visitor = await Visit(name);
        var (before, asked) = (await Versions(visitor.Foreign), 0);
        foreach (var (method, route) in RouteCalls.Of(app).Where(NamesSomething))
        {
            var calls = new RouteCalls(app, visitor.Browser, visitor.Program, visitor.Account);
            var (foreign, missing) = (await calls.Ask(method, route, parameter => Existing(parameter, visitor)), await calls.Ask(method, route, Missing));
            Assert.True(foreign == missing, $"{method} {route.RoutePattern.RawText} tells the two apart:\n{foreign}\n---\n{missing}");
            Assert.DoesNotContain(visitor.Foreign.Word, visitor.IsOfTheSame ? "" : foreign, StringComparison.OrdinalIgnoreCase);
            asked++;
        }

        Assert.True(asked > 30, $"Only {asked} routes were asked.");
        Assert.Equal(before, await Versions(visitor.Foreign));
    }

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task Lists_exports_and_cursors_hold_nothing_of_others(string name)
    {
        var visitor = await Visit(name);
        var (calls, asked) = (new RouteCalls(app, visitor.Browser, visitor.Program, visitor.Account), 0);
        foreach (var (_, route) in RouteCalls.Of(app).Where(r => r.Method == "GET" && r.Route.RoutePattern.Parameters.Count == 0))
        {
            Assert.DoesNotContain(visitor.Foreign.Word, visitor.IsOfTheSame ? "" : await calls.Ask("GET", route, Missing), StringComparison.OrdinalIgnoreCase);
            asked++;
        }

        Assert.True(asked > 25, $"Only {asked} routes were asked.");
        var switched = new[] { visitor.Foreign.Id.Value, "nowhere" }.Select(company => calls.Form("/switch-company", ("company", company)));
        Assert.Single((await Task.WhenAll(switched)).Distinct());
    }

    [Fact]
    public async Task A_program_publishes_a_question_of_its_own_company_and_none_of_another()
    {
        var visitor = await Visit("a program");
        var (method, route) = RouteCalls.Of(app).Single(IsNewAssessment);
        var calls = new RouteCalls(app, visitor.Browser, visitor.Program, visitor.Account);

        var own = await calls.Ask(method, route, _ => [companies.North.Question.Id.Value.ToString("N")]);
        var foreign = await calls.Ask(method, route, parameter => Existing(parameter, visitor));

        Assert.Contains("\"status\":\"published\"", own, StringComparison.Ordinal);
        Assert.Contains("assessment-question-gone", foreign, StringComparison.Ordinal);
    }

    /// <param name="role">Null for somebody who acts as an owner.</param>
    [Theory]
    [InlineData(null)]
    [InlineData(Role.PlatformAdmin)]
    [InlineData(Role.Owner)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Recruiter)]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.Viewer)]
    public async Task Pages_show_what_exists_elsewhere_as_what_does_not_exist(Role? role)
    {
        // The platform's log names whose members were acted for: always the same company's.
        var (foreign, own) = role is null ? (companies.North, companies.South) : (companies.South, companies.North);
        var user = role is { } known ? await own.Session(known) : await ActingSession(own);
        // What is on its way meanwhile would look otherwise each time.
        await Until.True(async () => !(await Mails(own)).Any(mail => mail.State == MailState.Waiting));
        var shown = 0;
        foreach (var page in RouteCalls.Pages(app))
        {
            var missing = await RenderedPages.Of(app, page, user, Guid.NewGuid());
            // Whoever sees to the installation reads there which companies it has, and what was done to each.
            if (role != Role.PlatformAdmin || page.RoutePattern.RawText is not ("/platform/companies" or "/settings/audit")) Assert.DoesNotContain(foreign.Word, missing, StringComparison.OrdinalIgnoreCase);
            if (page.RoutePattern.Parameters.Count == 0) continue;
            if (page.RoutePattern.Parameters[0].Name == "company") await ShowsOther(page, user, foreign, isTheirs: role == Role.PlatformAdmin);
            foreach (var id in foreign.Ids) Assert.Equal(missing, await RenderedPages.Of(app, page, user, id));
            foreach (var id in own.Ids) shown += (await RenderedPages.Of(app, page, user, id)).Contains(own.Word, StringComparison.Ordinal) ? 1 : 0;
        }

        // Its own company's are shown, so that this has looked at something.
        Assert.Equal(role != Role.PlatformAdmin, shown > 0);
    }

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task Hubs_close_on_whoever_it_does_not_concern(string name)
    {
        var visitor = await Visit(name);
        foreach (var attempt in new[] { Existing("attempt", visitor)[0], Guid.NewGuid().ToString("N") })
        {
            var (closed, heard) = (new TaskCompletionSource(), 0);
            await using var hub = new HubConnectionBuilder().WithUrl(new Uri(app.Address, $"/hubs/attempt?attempt={attempt}"), http => http.Cookies = visitor.Browser.Cookies).Build();
            hub.Closed += _ => Task.FromResult(closed.TrySetResult());
            foreach (var message in typeof(IAttemptClient).GetMethods()) hub.On<object>(message.Name, _ => heard++);
            try
            {
                await hub.StartAsync(Ct);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException)
            {
                // Refused before the handshake was over.
                closed.TrySetResult();
            }

            await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
            Assert.Equal(0, heard);
        }
    }

    [Fact]
    public void Hubs_are_those_that_are_asked_here_and_nobody_can_call_them()
    {
        var hubs = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).Select(e => e.Metadata.GetMetadata<HubMetadata>()?.HubType).OfType<Type>().Distinct();
        var ours = hubs.Where(h => h.Assembly == typeof(Program).Assembly).ToArray();

        Assert.Equal([typeof(AttemptHub)], ours);
        // Nothing is sent up. Whoever adds a method says here how it answers foreign and missing ids.
        Assert.Empty(ours.SelectMany(h => h.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Where(m => m.GetBaseDefinition() == m).Select(m => m.Name));
    }

    /// <summary>In its address, or in its body.</summary>
    private static bool NamesSomething((string Method, RouteEndpoint Route) asked) =>
        asked.Route.RoutePattern.Parameters.Count > 0 || IsNewAssessment(asked) || asked is { Method: "POST", Route.RoutePattern.RawText: "/api/execution/" or "/api/execution" };

    private static bool IsNewAssessment((string Method, RouteEndpoint Route) asked) => asked is { Method: "POST", Route.RoutePattern.RawText: "/api/assessments/" or "/api/assessments" };

    /// <summary>A page about a company, asked for another one by its own id.</summary>
    private async Task ShowsOther(RouteEndpoint page, ClaimsPrincipal user, OneCompany other, bool isTheirs)
    {
        Task<string> Of(string company) => RenderedPages.Of(app, page, user, new Dictionary<string, object?> { ["company"] = company });
        var (shown, missing) = (await Of(other.Id.Value), await Of("nowhere"));
        if (isTheirs) Assert.Contains(other.Word, shown, StringComparison.Ordinal);
        else Assert.Equal(missing, shown);
    }

    private Task<List<Mail>> Mails(OneCompany of) =>
        app.Services.GetRequiredService<IDocumentStore>().Query<Mail>(Actor.System(of.Id).Query(Mail.Newest) with { Limit = 100 }, Ct).ToList(Ct);

    /// <summary>As circuits know somebody who acts as an owner of the company.</summary>
    private async Task<ClaimsPrincipal> ActingSession(OneCompany of)
    {
        using var acting = await ActingBrowser.SignedIn(app, of.Id);
        var begun = await acting.Begin();
        var cookie = new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, begun.By.Value.ToString("N")), new(AccountClaims.Session, begun.Session.Value.ToString("N")),
                new(ActingClaims.Own, begun.Own.Value.ToString("N")), new(AccountClaims.Company, of.Id.Value),
            ],
            "test"));
        return (await app.Services.GetRequiredService<SessionReader>().Read(cookie, mayMove: false, Ct))!.Value.User;
    }

    /// <param name="Foreign">The company whose things it is asked for.</param>
    /// <param name="IsOfTheSame">It is of that company itself, and its own text is no secret to it.</param>
    private sealed record Visitor(Browser Browser, AccountId? Account, ApiProgram? Program, OneCompany Foreign, bool IsOfTheSame = false);

    private async Task<Visitor> Visit(string name)
    {
        var (north, south) = (companies.North, companies.South);
        async Task<Visitor> Member(OneCompany of, Role role, OneCompany foreign)
        {
            var (browser, account) = await of.SignIn(role);
            return new(browser, account, null, foreign);
        }

        async Task<Visitor> Acting(OneCompany of, OneCompany foreign)
        {
            var acting = await ActingBrowser.SignedIn(app, of.Id);
            await acting.Begin();
            return new(acting.Browser, acting.Olu, null, foreign);
        }

        return name switch
        {
            "nobody" => new(new Browser(app), null, null, north),
            "a platform admin" => await Member(south, Role.PlatformAdmin, north),
            "an owner" => await Member(north, Role.Owner, south),
            "an admin" => await Member(north, Role.Admin, south),
            "a recruiter" => await Member(north, Role.Recruiter, south),
            "a reviewer" => await Member(north, Role.Reviewer, south),
            "a viewer" => await Member(north, Role.Viewer, south),
            "an owner of the other company" => await Member(south, Role.Owner, north),
            "somebody who acts as an owner" => await Acting(south, north),
            "a candidate" => new(north.Candidates[0].Browser, null, null, south),
            "a candidate to another candidate" => new(north.Candidates[1].Browser, null, null, north, IsOfTheSame: true),
            "a program" => new(new Browser(app), null, north.Program, south),
            "a program of the other company" => new(new Browser(app), null, south.Program, north),
            _ => throw new InvalidOperationException($"Say here who {name} is."),
        };
    }

    /// <summary>Of each kind that the route may mean, one after the other.</summary>
    private IReadOnlyList<string> Existing(string parameter, Visitor visitor) => parameter.ToLowerInvariant() switch
    {
        "id" => [.. visitor.Foreign.Ids.Select(id => id.ToString("N"))],
        "attempt" => [visitor.Foreign.Candidates[0].Attempt.Value.ToString("N")],
        "execution" => [visitor.Foreign.Execution.ToString("N")],
        "question" => [visitor.Foreign.Question.Id.Value.ToString("N")],
        "company" => [visitor.Foreign.Id.Value],
        // A picture's own address is public; one that exists, of another company, is not this one's.
        "version" => [visitor.Foreign == companies.North ? companies.South.Logo : companies.North.Logo],
        // The link itself is what opens; of others one knows the company at most.
        "token" => [InvitationToken.New(visitor.Foreign.Id).ToString()],
        _ => throw new InvalidOperationException($"Say here what exists for {{{parameter}}}."),
    };

    private static IReadOnlyList<string> Missing(string parameter) =>
        parameter.Equals("token", StringComparison.OrdinalIgnoreCase) ? [InvitationToken.New(new("nowhere")).ToString()] : [Guid.NewGuid().ToString("N")];

    private async Task<IReadOnlyList<long?>> Versions(OneCompany company)
    {
        var (documents, actor) = (app.Services.GetRequiredService<IDocumentStore>(), Actor.System(company.Id));
        return
        [
            (await documents.Get<Attempt>(actor.Key(Attempt.Collection, company.Candidates[0].Attempt), Ct))?.Version,
            (await documents.Get<Core.Assessments.Assessment>(actor.Key(Core.Assessments.Assessment.Collection, company.Assessment.Id), Ct))?.Version,
            (await documents.Get<Core.Questions.Question>(actor.Key(Core.Questions.Question.Collection, company.Question.Id), Ct))?.Version,
            (await documents.Get<CodeExecution>(actor.Key(CodeExecution.Collection, new ExecutionId(company.Execution)), Ct))?.Version,
        ];
    }
}
