using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Execution;
using EllaAI.Core.Invitations;
using EllaAI.Core.Members;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Core.Tests.Execution;
using EllaAI.Web.Access;
using EllaAI.Web.Adapters.Runner;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Xunit;

[assembly: AssemblyFixture(typeof(EllaAI.Web.Tests.EllaApp))]

namespace EllaAI.Web.Tests;

/// <summary>
/// The product as it starts, on a free port and with a data folder of its own; only the sandbox is scripted. It has one company
/// with a recruiter and a published assessment of one question: two visible tests worth 0 and 1, a hidden one worth 3.
/// </summary>
public sealed class EllaApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "correct horse battery";
    private static readonly CompanyId _acme = new("acme");
    private readonly DirectoryInfo _data;
    private readonly bool _own;

    public EllaApp()
        : this(Directory.CreateTempSubdirectory("ella-web-"), own: true)
    {
    }

    private EllaApp(DirectoryInfo data, bool own)
    {
        (_data, _own) = (data, own);
        UseKestrel(0);
    }

    /// <summary>On a folder that stays when it stops.</summary>
    public static EllaApp On(DirectoryInfo data) => new(data, own: false);

    /// <summary>Beside its own: to be set before it starts.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>What it has in place of its own: to be set before it starts.</summary>
    public Action<IServiceCollection> Replace { get; set; } = _ => { };

    public ScriptedRunner Runner { get; } = new();

    public Uri Address => Services.GetRequiredService<SiteAddress>().Value;

    public Actor Recruiter { get; } = Actor.Member(new(Guid.NewGuid()), new(_acme, Role.Recruiter));

    public Question Question { get; private set; } = null!;

    public Assessment Assessment { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        StartServer();
        var company = Actor.System(_acme).Key(Company.Collection, _acme.Value);
        await Services.GetRequiredService<IDocumentStore>().Commit([Change.Create(company, new Company(_acme, "Acme"))], [], Ct);
        Question = (await Services.GetRequiredService<SaveQuestion>().Run(Recruiter, New(), 0, Ct)).Value().Value;
        var draft = new Assessment(new(Guid.NewGuid()), "Backend", 60, [Question.Id], ["python"], AssessmentStatus.Draft, null, default);
        (await Services.GetRequiredService<SaveAssessment>().Run(Recruiter, draft, 0, Ct)).Value();
        Assessment = (await Services.GetRequiredService<PublishAssessment>().Run(Recruiter, draft.Id, Ct)).Value();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_own) _data.Delete(recursive: true);
    }

    /// <summary>Somebody who can sign in, as a member of a company.</summary>
    public async Task<AccountId> AddAccount(string email, CompanyId? company = null, Role role = Role.Recruiter)
    {
        await using var scope = Services.CreateAsyncScope();
        var user = new SignInUser(new Account(new(Guid.NewGuid()), "Rita Moreno", email, "", "", ""), 0);
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<SignInUser>>().CreateAsync(user, Password)).Succeeded);
        await AddMember(user.Account, company ?? _acme, role);
        return user.Account.Id;
    }

    public async Task AddMember(Account account, CompanyId company, Role role)
    {
        var documents = Services.GetRequiredService<IDocumentStore>();
        // Whoever comes second finds it there.
        await documents.Commit([Change.Create(Actor.System(company).Key(Company.Collection, company.Value), new Company(company, company.Value))], [], Ct);
        (await Services.GetRequiredService<FoundMember>().Run(account, new(company, role), Ct)).Value();
    }

    /// <returns>The token in the link.</returns>
    public async Task<string> Invite()
    {
        var invited = await Services.GetRequiredService<InviteCandidate>().Run(Recruiter, Assessment.Id, "Ann Lee", "ann@example.com", Address, Ct);
        return invited.Value().Link.Segments[^1];
    }

    /// <returns>The token in a link that opens only with a code from the mail.</returns>
    public async Task<string> InviteWithCode()
    {
        var draft = new Assessment(new(Guid.NewGuid()), "Locked", 60, [Question.Id], ["python"], AssessmentStatus.Draft, null, default) { AsksForCode = true };
        (await Services.GetRequiredService<SaveAssessment>().Run(Recruiter, draft, 0, Ct)).Value();
        (await Services.GetRequiredService<PublishAssessment>().Run(Recruiter, draft.Id, Ct)).Value();
        var invited = await Services.GetRequiredService<InviteCandidate>().Run(Recruiter, draft.Id, "Ann Lee", "ann@example.com", Address, Ct);
        return invited.Value().Link.Segments[^1];
    }

    /// <summary>What a page's form carries, so that the server knows it for its own.</summary>
    /// <param name="account">Whoever it was shown to; null for somebody who is not signed in.</param>
    public AntiforgeryTokenSet Antiforgery(AccountId? account = null)
    {
        using var scope = Services.CreateScope();
        var identity = account is { } id ? new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id.Value.ToString("N"))], "test") : new ClaimsIdentity();
        return scope.ServiceProvider.GetRequiredService<IAntiforgery>().GetTokens(new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = new(identity) });
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => Settings.Aggregate(builder.UseSetting("Limits:Address", "1000000").UseSetting("Limits:SignIn", "1000000").UseSetting("Limits:Tokens", "1000000").UseSetting("Limits:User", "1000000").UseSetting("Limits:Company", "1000000").UseSetting("Limits:Runs", "1000000"), (host, setting) => host.UseSetting(setting.Key, setting.Value))
        .UseEnvironment(Environments.Production)
        .UseSetting("Ella:Data", _data.FullName)
        .UseSetting("Ella:Demo", "false")
        .UseSetting("Serilog:MinimumLevel:Default", "Error")
        .ConfigureTestServices(services =>
        {
            // Signing in takes a while on purpose; here it happens hundreds of times.
            services.RemoveAll<IPasswordHasher<SignInUser>>().AddSingleton<IPasswordHasher<SignInUser>>(new PasswordHashes(rounds: 1_000));
            services.RemoveAll<ICodeRunner>().AddSingleton<ICodeRunner>(Runner);
            foreach (var unscripted in new[] { typeof(SandboxProcess), typeof(WorkerWatch) }) services.Remove(services.Single(s => s.ImplementationType == unscripted));
            Replace(services);
        });

    private static Question New() => new(
        new(Guid.NewGuid()), "Sum", "# Sum\n\nAdd **two** numbers.", "easy", [], new Dictionary<string, string> { ["python"] = "# begin\n" },
        [
            new(1, "Example", "seen input 1", "seen answer 1", Visible: true, Weight: 0),
            new(2, "Small", "seen input 2", "seen answer 2", Visible: true, Weight: 1),
            new(3, "Named secret", "hidden input 3", "hidden answer 3", Visible: false, Weight: 3),
        ],
        Limits.Default, Checker.Tokens, default);
}
