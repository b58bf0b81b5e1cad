using System.Text.RegularExpressions;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Tests.Webhooks;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>The product with a clock that is set forward, for what people do with their own sign-in. Its tests run one after the other.</summary>
public sealed partial class AccountApp : IAsyncLifetime
{
    public ShiftedClock Clock { get; } = new();

    public CountedHashes Hashes { get; } = new();

    public EllaApp App { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        App.Replace = services => services
            .RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock)
            .RemoveAll<IPasswordHasher<SignInUser>>().AddSingleton<IPasswordHasher<SignInUser>>(Hashes);
        await App.InitializeAsync();
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Rita Moreno, a recruiter of acme's.</summary>
    /// <returns>Her address.</returns>
    public async Task<string> AddRita(Func<Account, Account>? with = null)
    {
        var email = $"rita-{Guid.NewGuid():N}@acme.example";
        await App.AddAccount(email);
        if (with is not null) await Change(email, with);
        return email;
    }

    public async Task<Account> Account(string email) => (await Find(email)).Value;

    public async Task Change(string email, Func<Account, Account> with)
    {
        var found = await Find(email);
        Assert.True(await Store.Commit([EllaAI.Core.Storage.Change.Update(found, with(found.Value))], [], Ct));
    }

    /// <summary>The newest mail to that address, once there are as many.</summary>
    public async Task<Mail> Mail(string email, int count = 1)
    {
        List<Mail> mails = [];
        await Until.True(async () => (mails = await Mails(email)).Count >= count);
        Assert.Equal(count, mails.Count);
        return mails[0];
    }

    public async Task<List<Mail>> Mails(string email)
    {
        var newest = Actor.System(CompanyId.Platform).Query(EllaAI.Core.Notifications.Mail.Newest) with { Descending = true, Limit = 500 };
        return [.. (await Store.Query<Mail>(newest, Ct).ToList(Ct)).Where(m => m.ToAddress == email)];
    }

    /// <summary>Page and question of the link in a mail.</summary>
    public static string Link(Mail mail) => new Uri(Address().Match(mail.Text).Value).PathAndQuery;

    public async Task<Browser> SignedIn(string email, string password = EllaApp.Password)
    {
        var browser = new Browser(App);
        using var answer = await SignIn(browser, email, password);
        Assert.True(IsSignedIn(browser), answer.Headers.Location?.ToString());
        return browser;
    }

    public static Task<HttpResponseMessage> SignIn(Browser browser, string email, string password = EllaApp.Password, string returnUrl = "") =>
        browser.PostForm("/sign-in", ("email", email), ("password", password), ("returnUrl", returnUrl));

    public static bool IsSignedIn(Browser browser) => Session(browser) is not null;

    public static string? Session(Browser browser) => browser.Cookies.GetAllCookies().FirstOrDefault(c => c is { Name: "ella-session", Expired: false })?.Value;

    private IDocumentStore Store => App.Services.GetRequiredService<IDocumentStore>();

    private async Task<Versioned<Account>> Find(string email)
    {
        var query = Actor.System(CompanyId.Platform).Query(EllaAI.Core.Access.Account.ByEmail, email.ToUpperInvariant());
        await foreach (var found in Store.Query<Account>(query, Ct)) return found;
        throw new InvalidOperationException($"Nobody has {email}.");
    }

    [GeneratedRegex(@"http\S+")]
    private static partial Regex Address();
}

/// <summary>The product's own hashes, that tell what they were asked for.</summary>
public sealed class CountedHashes : IPasswordHasher<SignInUser>
{
    private readonly PasswordHashes _own = new(rounds: 1_000);
    private readonly List<string> _verified = [];

    /// <summary>The hashes that something was compared with, since the last time they were taken.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_verified)
        {
            string[] taken = [.. _verified];
            _verified.Clear();
            return taken;
        }
    }

    public string HashPassword(SignInUser user, string password) => _own.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(SignInUser user, string hashedPassword, string providedPassword)
    {
        lock (_verified) _verified.Add(hashedPassword);
        return _own.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}

[CollectionDefinition("accounts")]
public sealed class AccountTests : ICollectionFixture<AccountApp>;
