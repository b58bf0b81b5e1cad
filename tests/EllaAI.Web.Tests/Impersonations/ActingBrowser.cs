using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Impersonations;

/// <summary>A company with an owner and a recruiter, and the browser of somebody who runs the installation.</summary>
public sealed class ActingBrowser : IDisposable
{
    public const string Why = "Ticket 4711: a board that stays empty";

    private ActingBrowser(EllaApp app, CompanyId company, AccountId olu, AccountId ines, AccountId rita, string email) =>
        (App, Company, Olu, Ines, Rita, Email, Browser) = (app, company, olu, ines, rita, email, new(app));

    public EllaApp App { get; }

    public CompanyId Company { get; }

    /// <summary>Whose browser it is.</summary>
    public AccountId Olu { get; }

    /// <summary>The owner.</summary>
    public AccountId Ines { get; }

    /// <summary>The recruiter.</summary>
    public AccountId Rita { get; }

    public string Email { get; }

    public Browser Browser { get; }

    public Actor Owner => Actor.Member(Ines, new(Company, Role.Owner));

    public string Page => $"/platform/companies/{Company}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ActingBrowser> SignedIn(EllaApp app, CompanyId? company = null)
    {
        var id = Guid.NewGuid().ToString("N");
        var (of, email) = (company ?? new(id), $"olu-{id}@platform.example");
        var made = new ActingBrowser(
            app, of, await app.AddAccount(email, CompanyId.Platform, Role.PlatformAdmin), await app.AddAccount($"ines-{id}@acme.example", of, Role.Owner), await app.AddAccount($"rita-{id}@acme.example", of), email);
        await made.SignIn(made.Browser);
        return made;
    }

    public async Task SignIn(Browser browser) => (await browser.PostForm("/sign-in", ("email", Email), ("password", EllaApp.Password))).Dispose();

    /// <summary>Where the form leads.</summary>
    public async Task<string> Ask(AccountId member, string reason = Why)
    {
        using var answer = await Browser.PostFormAs(Olu, "/platform/act", ("company", Company.Value), ("member", member.Value.ToString("N")), ("reason", reason));
        return answer.Headers.Location?.ToString() ?? $"{(int)answer.StatusCode}";
    }

    public async Task<Impersonation> Begin(AccountId? member = null)
    {
        Assert.Equal("/home", await Ask(member ?? Ines));
        var running = Actor.System(Company).Query(Impersonation.InState, "running") with { Descending = true, Limit = 1 };
        return (await App.Services.GetRequiredService<IDocumentStore>().Query<Impersonation>(running, Ct).ToList(Ct)).Single();
    }

    /// <summary>The path that one is redirected to, with its query; the status where one is not.</summary>
    public async Task<string> Led(string path, Browser? browser = null)
    {
        using var answer = await (browser ?? Browser).Get(path);
        return answer.Headers.Location is { } to ? new Uri(App.Address, to).PathAndQuery : $"{(int)answer.StatusCode}";
    }

    public async Task<string> Html(string path)
    {
        using var answer = await Browser.Get(path);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    public void Dispose() => Browser.Dispose();
}
