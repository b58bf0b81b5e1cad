using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Web.Adapters;
using EllaAI.Web.Adapters.Fusion;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EllaAI.Faults;

/// <summary>The product's documents while it does not run: to prepare an exam, and to look at what is left of it.</summary>
internal sealed class Backstage : IAsyncDisposable
{
    private static readonly CompanyId _acme = new("acme");
    private readonly ServiceProvider _services;

    /// <param name="settings">As the product gets them on its command line.</param>
    public Backstage(string data, IEnumerable<string> settings)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine([$"--Ella:Data={data}", .. settings]).Build();
        var services = new ServiceCollection();
        services.AddOptions<EllaOptions>().BindConfiguration(EllaOptions.Section);
        _services = services
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<DataFolder>()
            .AddSingleton<OutboxBell>()
            .AddSingleton(Schemas.Declared)
            .AddDocuments(configuration)
            .AddCache()
            .AddSingleton<SaveQuestion>()
            .AddSingleton<SaveAssessment>()
            .AddSingleton<PublishAssessment>()
            .AddSingleton<InviteCandidate>()
            .BuildServiceProvider();
    }

    public static Actor System { get; } = Actor.System(_acme);

    public IDocumentStore Documents => _services.GetRequiredService<IDocumentStore>();

    /// <returns>The paths of the candidates' links.</returns>
    public async Task<IReadOnlyList<string>> Invite(int candidates)
    {
        await Documents.Commit([Change.Create(System.Key(Company.Collection, _acme.Value), new Company(_acme, "Acme"))], [], default);
        var question = (await _services.GetRequiredService<SaveQuestion>().Run(System, Exam.Question(), 0, default)).Value().Value;
        var draft = new Assessment(new(Guid.NewGuid()), "Exam", 60, [question.Id], [Exam.Language], AssessmentStatus.Draft, null, default);
        (await _services.GetRequiredService<SaveAssessment>().Run(System, draft, 0, default)).Value();
        (await _services.GetRequiredService<PublishAssessment>().Run(System, draft.Id, default)).Value();
        var links = new List<string>();
        for (var i = 1; i <= candidates; i++)
        {
            var invited = await _services.GetRequiredService<InviteCandidate>()
                .Run(System, draft.Id, $"Candidate {i}", $"candidate{i}@example.com", new("http://ella"), default);
            links.Add(invited.Value().Link.AbsolutePath);
        }

        return links;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
