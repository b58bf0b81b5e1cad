using System.Collections.Concurrent;
using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Web.Tests.Webhooks;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace EllaAI.Web.Tests.SingleSignOn;

/// <summary>The product where providers and a name server on this machine are allowed. Each test has a company and a domain of its own.</summary>
public sealed class SignOnApp : IAsyncLifetime
{
    public EllaApp App { get; } = new();

    public ShiftedClock Clock { get; } = new();

    public NameRecords Records { get; } = new();

    public OpenIddictProvider Provider { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        Provider = await OpenIddictProvider.Start();
        App.Settings["SingleSignOn:AllowInsecure"] = App.Settings["SingleSignOn:AllowPrivateNetworks"] = "true";
        App.Settings["SingleSignOn:TimeoutSeconds"] = "120";
        App.Settings["SingleSignOn:NameServer"] = Records.Address;
        App.Replace = services => services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock);
        await App.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Provider.DisposeAsync();
        await Records.DisposeAsync();
    }

    /// <summary>A company with an owner, a proven domain and a provider.</summary>
    public async Task<SignOnCompany> Company(string? issuer = null, string secret = OpenIddictProvider.Secret)
    {
        var company = await Bare();
        await company.Prove(company.Domain);
        await company.Save(issuer ?? Provider.Issuer, secret);
        return company;
    }

    /// <summary>A company with an owner, and nothing set up.</summary>
    public async Task<SignOnCompany> Bare()
    {
        var id = new CompanyId($"c-{Guid.NewGuid():N}"[..20]);
        var email = $"owner@{id}.example";
        var owner = await App.AddAccount(email, id, Role.Owner);
        return new(this, id, $"{id}.example", email, Actor.Member(owner, new(id, Role.Owner)));
    }

    public async Task<Account?> Account(string email) => (await Get<IDocumentStore>().Query<Account>(
        Actor.System(CompanyId.Platform).Query(Core.Access.Account.ByEmail, Core.Access.Account.Normal(email)) with { Limit = 1 }, Ct).ToList(Ct)).FirstOrDefault();
}

/// <param name="Owner">Whoever may say how its members sign in.</param>
public sealed record SignOnCompany(SignOnApp App, CompanyId Id, string Domain, string OwnerEmail, Actor Owner)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Start => $"/sign-in/sso/{Id}";

    public string Email(string name) => $"{name}@{Domain}";

    public async Task Save(string issuer, string secret = OpenIddictProvider.Secret, Role joinsAs = Role.Reviewer) =>
        (await App.Get<SaveProvider>().Run(Owner, new(issuer, OpenIddictProvider.Client, secret, joinsAs), Ct)).Value();

    public async Task Prove(string domain)
    {
        var claimed = (await App.Get<ChangeDomains>().Add(Owner, domain, Ct)).Value();
        App.Records.Texts[claimed.RecordName] = claimed.RecordText;
        (await App.Get<ChangeDomains>().Prove(Owner, domain, Ct)).Value();
    }

    public async Task Rules(SignInRules rules) => (await App.Get<SetSignInRules>().Run(Owner, rules, Ct)).Value();

    public async Task<Member?> Member(string email) => await App.Account(email) is { } account
        ? (await App.Get<IDocumentStore>().Get<Member>(Core.Members.Member.Key(Owner, account.Id), Ct))?.Value
        : null;
}

/// <summary>A browser that follows redirects, also to the provider and back.</summary>
public sealed class Surfer : IDisposable
{
    private readonly EllaApp _app;
    private readonly HttpClient _http;
    private readonly Trail _trail;

    public Surfer(EllaApp app)
    {
        _app = app;
        _trail = new(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false });
        _http = new(_trail) { BaseAddress = app.Address };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The addresses of ours that the last call went through.</summary>
    public IReadOnlyCollection<Uri> Through => _trail.Seen;

    public string? Session => Cookies.GetAllCookies().FirstOrDefault(c => c is { Name: "ella-session", Expired: false })?.Value;

    public bool IsSignedIn => Cookies.GetAllCookies().Any(c => c is { Name: "ella-session", Expired: false });

    /// <returns>Where it ends, and what is there.</returns>
    public async Task<(string Path, string Html)> Go(string address)
    {
        _trail.Seen.Clear();
        using var answer = await _http.GetAsync(new Uri(_app.Address, address), TestContext.Current.CancellationToken);
        return (answer.RequestMessage!.RequestUri!.AbsolutePath, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The code of the problem to which it leads.</summary>
    public async Task<string?> Problem(string address)
    {
        var (path, html) = await Go(address);
        Assert.Equal("/sign-in/problem", path);
        Assert.DoesNotContain(OpenIddictProvider.Secret, html, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(_trail.Seen.Last().Query)["code"].ToString();
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Follows redirects, and remembers where they led.</summary>
    private sealed class Trail(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public ConcurrentQueue<Uri> Seen { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Enqueue(request.RequestUri!);
            var answer = await base.SendAsync(request, cancellationToken);
            for (var i = 0; i < 20 && answer.Headers.Location is { } to; i++)
            {
                var next = new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri!, to));
                answer.Dispose();
                request = next;
                Seen.Enqueue(request.RequestUri!);
                answer = await base.SendAsync(request, cancellationToken);
            }

            return answer;
        }
    }
}

[CollectionDefinition("single sign-on")]
public sealed class SignOnTests : ICollectionFixture<SignOnApp>;
