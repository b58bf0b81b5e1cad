using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Companies.SetUp;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Companies;

/// <summary>The first hour of an installation.</summary>
public sealed class SetUpTests : IAsyncLifetime
{
    private readonly EllaApp _app = new();
    private string _code = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDocumentStore Documents => _app.Services.GetRequiredService<IDocumentStore>();

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        // Only once the product has made its own, for the newest counts.
        await Until.True(async () => await Documents.Get<SetUpCode>(Actor.System(CompanyId.Platform).Key("set-up", "code"), Ct) is not null);
        _code = await SetUpCode.Make(Documents, Ct);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Whoever_has_the_code_becomes_the_admin_and_owns_the_first_company_once()
    {
        using var browser = new Browser(_app);
        Assert.Contains("Set up this installation", await Text(browser, "/sign-in"), StringComparison.Ordinal);
        Assert.Contains("Printed where Ella was started", await Text(browser, "/set-up"), StringComparison.Ordinal);

        Assert.Equal("/home", await Send(browser));

        var account = await Account();
        var places = await _app.Services.GetRequiredService<ListCompaniesOf>().Run(account.Id, Ct);
        Assert.Equal([("initech", Role.Owner), ("platform", Role.PlatformAdmin)], places.Select(p => (p.Membership.Company.Value, p.Membership.Role)).Order());
        Assert.True(await SetUpCode.IsDone(Documents, Ct));
        using var other = new Browser(_app);
        Assert.Equal("/sign-in", await Send(other, email: "eve@example.com"));
        Assert.DoesNotContain("Set up this installation", await Text(other, "/sign-in"), StringComparison.Ordinal);
        using var again = await other.Get("/set-up");
        Assert.EndsWith("/sign-in", again.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_code_nothing_is_made()
    {
        using var browser = new Browser(_app);

        foreach (var code in (string[])["", "wrong", new string('x', 5_000), _code[..^1]]) Assert.Contains("problem=code", await Send(browser, code), StringComparison.Ordinal);

        Assert.False(await SetUpCode.IsDone(Documents, Ct));
        Assert.Null(await Find("noor@example.com"));
    }

    [Theory]
    [InlineData("email", "not an address")]
    [InlineData("company", "")]
    [InlineData("name", "")]
    [InlineData("password", "short")]
    public async Task What_is_wrong_is_said_and_the_same_person_goes_on(string field, string value)
    {
        using var browser = new Browser(_app);

        var led = await Send(browser, change: (field, value));
        Assert.Matches($"problem=({field}|Password\\w+|password-\\w+)", led);
        Assert.DoesNotContain(EllaApp.Password.Replace(' ', '+'), led, StringComparison.Ordinal);

        Assert.Equal("/home", await Send(browser));
    }

    [Fact]
    public async Task Somebody_else_cannot_go_on_with_a_code_that_is_in_use()
    {
        // Whoever began was cut short right behind it.
        Assert.True(await SetUpCode.Take(Documents, _code, "noor@example.com", Ct));

        using var other = new Browser(_app);
        Assert.Contains("problem=code", await Send(other, email: "eve@example.com"), StringComparison.Ordinal);
        using var browser = new Browser(_app);
        Assert.Equal("/home", await Send(browser));
    }

    [Fact]
    public async Task A_start_of_the_process_makes_a_new_code_in_place_of_the_one_before()
    {
        var newer = await SetUpCode.Make(Documents, Ct);
        using var browser = new Browser(_app);

        Assert.Contains("problem=code", await Send(browser), StringComparison.Ordinal);
        Assert.Equal("/home", await Send(browser, newer));
    }

    private async Task<string> Send(Browser browser, string? code = null, string email = "noor@example.com", (string Field, string Value) change = default)
    {
        var fields = new Dictionary<string, string>
        {
            ["code"] = code ?? _code,
            ["company"] = "Initech",
            ["name"] = "Noor Amin",
            ["email"] = email,
            ["password"] = EllaApp.Password,
        };
        if (change is ({ } field, { } value)) fields[field] = value;
        using var answer = await browser.PostForm("/set-up", [.. fields.Select(f => (f.Key, f.Value))]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private async Task<Account> Account() => (await Find("noor@example.com"))!;

    private async Task<Account?> Find(string email)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<SignInUser>>().FindByEmailAsync(email))?.Account;
    }

    private static async Task<string> Text(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
