using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Web.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace EllaAI.Web.Tests.Api;

/// <summary>From a key to a token, and what ends it.</summary>
public sealed class TokenTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_may_be_shown_in_each_way_of_OAuth()
    {
        await using var program = await ApiProgram.Start(app, [ApiScopes.ReadResults, ApiScopes.ReadAssessments]);
        using var http = new HttpClient { BaseAddress = app.Address };
        using var basic = new HttpRequestMessage(HttpMethod.Post, "/api/auth/token") { Headers = { { "Authorization", $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"anything:{program.Secret}"))}" } } };

        var answers = new[]
        {
            await program.Exchange(program.Secret).Json(),
            await program.ExchangeForm(("grant_type", "client_credentials"), ("client_secret", program.Secret)).Json(),
            await http.SendAsync(basic, Ct).Json(),
        };

        Assert.All(answers, a => Assert.Equal(("Bearer", 600, "assessments:read results:read"), (a.Text("token_type"), a.GetProperty("expires_in").GetInt32(), a.Text("scope"))));
        var fewer = await program.ExchangeForm(("grant_type", "client_credentials"), ("client_secret", program.Secret), ("scope", "results:read")).Json();
        Assert.Equal("results:read", fewer.Text("scope"));
        Assert.Equal("insufficient-scope", await program.Get("/api/assessments", fewer.Text("access_token")).Problem(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task What_is_no_key_gets_no_token()
    {
        await using var program = await ApiProgram.Start(app, [ApiScopes.ReadResults]);

        Assert.Equal("key-refused", await program.Exchange(ApiSecret.New(new("acme")).ToString()).Problem(HttpStatusCode.Unauthorized));
        Assert.Equal("key-refused", await program.Exchange(ApiSecret.New(new("nowhere")).ToString()).Problem(HttpStatusCode.Unauthorized));
        Assert.Equal("key-refused", await program.Exchange(program.Token).Problem(HttpStatusCode.Unauthorized));
        Assert.Equal("key-missing", await program.ExchangeForm(("grant_type", "client_credentials")).Problem(HttpStatusCode.Unauthorized));
        Assert.Equal("grant-type-unsupported", await program.ExchangeForm(("grant_type", "password"), ("client_secret", program.Secret)).Problem(HttpStatusCode.BadRequest));
        Assert.Equal("scope-refused", await program.ExchangeForm(("grant_type", "client_credentials"), ("client_secret", program.Secret), ("scope", "results:read questions:read")).Problem(HttpStatusCode.BadRequest));
        Assert.Equal("bad-request", await program.ExchangeForm(("grant_type", "client_credentials"), ("client_secret", new string('a', 10_000))).Problem(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Revoking_a_key_ends_its_tokens_and_nobody_elses()
    {
        await using var revoked = await ApiProgram.Start(app, [ApiScopes.ReadAssessments]);
        await using var other = await ApiProgram.Start(app, [ApiScopes.ReadAssessments]);
        Assert.Equal(HttpStatusCode.OK, await revoked.Status("/api/assessments"));

        await revoked.Revoke();

        Assert.Equal("token-refused", await revoked.Get("/api/assessments").Problem(HttpStatusCode.Unauthorized));
        Assert.Equal("key-refused", await revoked.Exchange(revoked.Secret).Problem(HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.OK, await other.Status("/api/assessments"));
    }

    [Fact]
    public async Task Suspending_a_company_ends_its_tokens_until_it_is_restored()
    {
        var company = new CompanyId($"paused-{Guid.NewGuid():N}"[..20]);
        await using var program = await ApiProgram.Start(app, [ApiScopes.ReadAssessments], company);
        var (platform, change) = (Actor.System(CompanyId.Platform), app.Services.GetRequiredService<ChangeCompany>());

        (await change.Suspend(platform, company, "Unpaid", Ct)).Value();
        Assert.Equal(HttpStatusCode.Unauthorized, await program.Status("/api/assessments"));
        (await change.Restore(platform, company, Ct)).Value();
        Assert.Equal(HttpStatusCode.OK, await program.Status("/api/assessments"));
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_nobody_to_the_API()
    {
        using var browser = new Browser(app);
        var email = $"olga-{Guid.NewGuid():N}@acme.example";
        await app.AddAccount(email, role: Role.Owner);
        (await browser.PostForm("/sign-in", ("email", email), ("password", EllaApp.Password))).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/assessments")).StatusCode);

        Assert.Equal("token-missing", await browser.Get("/api/assessments").Problem(HttpStatusCode.Unauthorized));
        Assert.Equal("token-missing", await browser.PostJson($"/api/assessments/{app.Assessment.Id.Value}/publish", new { }, csrf: null).Problem(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_token_ends_after_ten_minutes_and_its_key_is_known_until_then_though_another_one_signs()
    {
        var clock = new ShiftedClock();
        await using var own = new EllaApp { Replace = services => services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(clock) };
        await own.InitializeAsync();
        await using var program = await ApiProgram.Start(own, [ApiScopes.ReadAssessments]);
        clock.Advance(SigningKeys.Signs);
        await program.Renew();
        clock.Advance(SigningKeys.Announced - TimeSpan.FromMinutes(2));
        await program.Renew();
        var first = program.Token;
        clock.Advance(TimeSpan.FromMinutes(3));
        await program.Renew();

        Assert.NotEqual(first.Split('.')[0], program.Token.Split('.')[0]);
        foreach (var token in new[] { first, program.Token }) Assert.Equal(HttpStatusCode.OK, (await program.Get("/api/assessments", token)).StatusCode);
        Assert.Equal(2, (await program.Get("/.well-known/jwks.json").Json()).GetProperty("keys").GetArrayLength());
        clock.Advance(TimeSpan.FromMinutes(8));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/assessments", first)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await program.Status("/api/assessments"));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, (await program.Get("/.well-known/jwks.json").Json()).GetProperty("keys").GetArrayLength());
    }

    [Fact]
    public async Task What_is_stored_of_the_key_that_signs_is_not_its_private_half()
    {
        await using var program = await ApiProgram.Start(app);
        var (key, secret) = await app.Services.GetRequiredService<UseSigningKeys>().Current(Ct);
        using var pair = ECDsa.Create();
        pair.ImportECPrivateKey(secret, out _);
        var number = pair.ExportParameters(includePrivateParameters: true).D!;

        var stored = await app.Services.GetRequiredService<IDocumentStore>()
            .Walk(Actor.System(CompanyId.Platform).Range(SigningKeys.Collection), Ct).Select(d => d.Body ?? "").ToListAsync(Ct);

        Assert.Contains(stored, body => body.Contains(key.Id, StringComparison.Ordinal));
        foreach (var half in new[] { Convert.ToBase64String(secret), Base64Url.EncodeToString(secret), Convert.ToBase64String(number), Base64Url.EncodeToString(number), Convert.ToHexString(number), Convert.ToHexStringLower(number) })
            Assert.All(stored, body => Assert.DoesNotContain(half, body, StringComparison.Ordinal));
        Assert.Equal(-1, Convert.FromBase64String(key.Sealed).AsSpan().IndexOf(number));
    }

    [Fact]
    public async Task The_public_keys_hold_nothing_private()
    {
        await using var program = await ApiProgram.Start(app);
        var key = (await program.Get("/.well-known/jwks.json").Json()).GetProperty("keys").EnumerateArray().First();
        Assert.Equal(["kty", "use", "alg", "crv", "kid", "x", "y"], key.Names());
    }
}
