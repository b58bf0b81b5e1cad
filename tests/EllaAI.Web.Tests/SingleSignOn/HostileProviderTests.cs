using System.Text;
using EllaAI.Core.SingleSignOn;
using EllaAI.Web.Adapters.Http;
using EllaAI.Web.SingleSignOn;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace EllaAI.Web.Tests.SingleSignOn;

/// <summary>What a provider, or somebody in its place, sends that is not in order.</summary>
[Collection("single sign-on")]
public sealed class HostileProviderTests(SignOnApp app) : IAsyncLifetime
{
    private HostileProvider _hostile = null!;

    /// <summary>Long enough for HMAC, with which one of these signs.</summary>
    private const string Secret = "the secret of a client, of more than 256 bits, which both sides know";

    private static readonly Dictionary<string, Func<Forged, Forged>> _forgeries = new()
    {
        ["another nonce"] = t => t with { Nonce = "other" },
        ["no nonce"] = t => t with { Nonce = "" },
        ["another audience"] = t => t with { Audience = "another client" },
        ["expired"] = t => t with { Expires = DateTime.UtcNow.AddMinutes(-10) },
        ["another issuer"] = t => t with { Issuer = "https://elsewhere.example" },
        ["not signed"] = t => t with { By = null },
        ["signed with the client secret"] = t => t with { By = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), SecurityAlgorithms.HmacSha256) },
        ["its signature cut off"] = t => t with { Cut = true },
        ["signed by somebody else"] = t => t with { By = new(new RsaSecurityKey(System.Security.Cryptography.RSA.Create(2048)) { KeyId = "1" }, SecurityAlgorithms.RsaSha256) },
    };

    public static TheoryData<string> Forgeries { get; } = [.. _forgeries.Keys];

    public async ValueTask InitializeAsync() => _hostile = await HostileProvider.Start();

    public ValueTask DisposeAsync() => _hostile.DisposeAsync();

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_token_signs_nobody_in(string forgery)
    {
        var company = await Company();
        _hostile.Forge = _forgeries[forgery];
        using var browser = new Surfer(app.App);

        Assert.Equal(forgery == "another issuer" ? "sign-on-issuer" : "sign-on-token", await browser.Problem(company.Start));

        Assert.False(browser.IsSignedIn);
        Assert.Null(await company.Member(company.Email("noor")));
    }

    [Fact]
    public async Task An_honest_one_does()
    {
        var company = await Company();
        using var browser = new Surfer(app.App);

        await browser.Go(company.Start);

        Assert.True(browser.IsSignedIn);
    }

    [Fact]
    public async Task A_provider_that_calls_itself_otherwise_is_refused_before_anybody_is_sent_there()
    {
        var company = await Company();
        _hostile.Name = "https://login.example";
        using var browser = new Surfer(app.App);

        Assert.Equal("sign-on-issuer", await browser.Problem(company.Start));
        Assert.DoesNotContain(browser.Through, u => u.AbsolutePath == "/authorize");
    }

    [Fact]
    public async Task A_provider_cannot_have_secrets_sent_without_protection()
    {
        var company = await Company();
        _hostile.TokenEndpoint = "http://collector.example/token";
        using var browser = new Surfer(app.App);

        Assert.Equal("sign-on-metadata", await browser.Problem(company.Start));
    }

    [Theory]
    [InlineData("http://login.example")]
    [InlineData("https://127.0.0.1:8443")]
    [InlineData("https://localhost/realm")]
    [InlineData("https://10.1.2.3")]
    [InlineData("https://[::1]/")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://user:pass@login.example")]
    [InlineData("https://login.example/?a=b")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void An_issuer_is_an_https_address_of_the_internet(string issuer) =>
        Assert.False(new ProviderRules(false, false).Issuer(issuer).Ok(out _, out _));

    [Fact]
    public void Plain_http_is_for_this_machine_alone()
    {
        var rules = new ProviderRules(true, true);
        Assert.True(rules.Issuer("http://127.0.0.1:8080/realm/").Ok(out var issuer, out _));
        Assert.Equal("http://127.0.0.1:8080/realm", issuer);
        Assert.False(rules.Issuer("http://login.example").Ok(out _, out _));
    }

    [Fact]
    public async Task A_name_that_leads_into_a_private_network_is_not_connected_to()
    {
        using var metadata = new ProviderMetadata(new(true, false), Microsoft.Extensions.Options.Options.Create(new SingleSignOnOptions()));

        var asked = await metadata.Of(new(_hostile.Issuer, "ella", "", Core.Access.Role.Viewer, Guid.NewGuid()), TestContext.Current.CancellationToken);

        Assert.False(asked.Ok(out _, out var problem));
        Assert.Equal("sign-on-unreachable", problem!.Code);
        await Assert.ThrowsAsync<PrivateAddressException>(async () => (await PublicConnection.Open(new("localhost", 80), false, TestContext.Current.CancellationToken)).Dispose());
    }

    private async Task<SignOnCompany> Company()
    {
        var company = await app.Company(_hostile.Issuer, Secret);
        _hostile.Person["sub"] = $"noor-{company.Id}";
        _hostile.Person["email"] = company.Email("noor");
        _hostile.Person["email_verified"] = true;
        return company;
    }
}
