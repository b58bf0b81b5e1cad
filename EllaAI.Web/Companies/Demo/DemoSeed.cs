using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Companies.Demo;

/// <summary>Fills an empty installation, once: a company with its questions and a published assessment, another one that must see nothing of it, their members, and somebody who sees to the platform.</summary>
internal sealed class DemoSeed(IServiceProvider services, IDocumentStore documents, IOptions<EllaOptions> options, TimeProvider clock) : IHostedService
{
    public static readonly IReadOnlyList<DemoSignIn> SignIns =
    [
        new("Recruiter at Acme", "Rita Moreno", "rita@acme.example", "correct horse battery", [new(new("acme"), Role.Recruiter)]),
        new("Owner at Acme, reviewer at Globex", "Ines Halvorsen", "ines@acme.example", "correct horse battery", [new(new("acme"), Role.Owner), new(new("globex"), Role.Reviewer)]),
        new("Owner at Globex", "Hank Scorpio", "hank@globex.example", "correct horse battery", [new(new("globex"), Role.Owner)]),
        new("Platform admin", "Olu Adeyemi", "olu@ella.example", "correct horse battery", [new(CompanyId.Platform, Role.PlatformAdmin)]),
    ];

    private static readonly Company _acme = new(new("acme"), "Acme") { Look = new("#0f766e") }, _globex = new(new("globex"), "Globex") { Look = new("#b45309") };
    private static readonly string[] _languages = ["python", "javascript", "java", "cpp", "csharp"];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Demo) return;
        var actor = Actor.System(_acme.Id);
        var key = actor.Key(Company.Collection, _acme.Id.Value);
        await AddAccounts(cancellationToken);
        if (await documents.Get<Company>(key, cancellationToken) is not null) return;
        await AddAssessment(await Author(cancellationToken), cancellationToken);
        await documents.Commit([Change.Create(Actor.System(_globex.Id).Key(Company.Collection, _globex.Id.Value), _globex with { CreatedAt = clock.GetUtcNow() })], [], cancellationToken);
        // Last: a seed that was cut short is done again from the start.
        await documents.Commit([Change.Create(key, _acme with { CreatedAt = clock.GetUtcNow() })], [], cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AddAccounts(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<SignInUser>>();
        var empty = new HashSet<CompanyId>();
        foreach (var company in SignIns.SelectMany(s => s.Memberships).Select(m => m.Company).Distinct())
            if ((await Roster.Of(documents, Actor.System(company), ct)).Value.Members == 0) empty.Add(company);
        foreach (var signIn in SignIns)
        {
            if (await users.FindByEmailAsync(signIn.Email) is null)
            {
                var account = new Account(new(Guid.NewGuid()), signIn.Name, signIn.Email, "", "", "");
                var created = await users.CreateAsync(new SignInUser(account, 0), signIn.Password);
                if (!created.Succeeded) throw new InvalidOperationException(string.Join(' ', created.Errors.Select(e => e.Description)));
            }

            // Only into a company that has nobody yet: whoever was removed stays out.
            foreach (var membership in signIn.Memberships.Where(m => empty.Contains(m.Company)))
                Expect(await services.GetRequiredService<FoundMember>().Run((await users.FindByEmailAsync(signIn.Email))!.Account, membership, ct));
        }
    }

    /// <summary>Whoever writes questions at Acme, so that the assessment has an author.</summary>
    private async Task<Actor> Author(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<SignInUser>>();
        var writes = new Membership(_acme.Id, Role.Recruiter);
        var signIn = SignIns.First(s => s.Memberships.Contains(writes));
        ct.ThrowIfCancellationRequested();
        return Actor.Member((await users.FindByEmailAsync(signIn.Email))!.Account.Id, writes);
    }

    private async Task AddAssessment(Actor actor, CancellationToken ct)
    {
        var questions = DemoContent.Questions(clock.GetUtcNow());
        foreach (var question in questions)
            Expect(await services.GetRequiredService<SaveQuestion>().Run(actor, question, 0, ct));
        var draft = new Assessment(
            new(Guid.NewGuid()), "Backend engineer, mid level", 75, [.. questions.Select(q => q.Id)], _languages, AssessmentStatus.Draft, null, default);
        var saved = Expect(await services.GetRequiredService<SaveAssessment>().Run(actor, draft, 0, ct));
        Expect(await services.GetRequiredService<PublishAssessment>().Run(actor, saved.Value.Id, ct));
    }

    private static T Expect<T>(Result<T> result) =>
        result.Ok(out var value, out var problem) ? value : throw new InvalidOperationException($"The demo data is wrong: {problem.Detail}");
}
