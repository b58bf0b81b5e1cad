using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Api;

/// <summary>A program with an API key, and the token that it got for it. A company has few keys: its own goes with it.</summary>
public sealed class ApiProgram : IAsyncDisposable
{
    private readonly EllaApp _app;
    private readonly HttpClient _http;

    private ApiProgram(EllaApp app, CompanyId company, MadeApiKey made)
    {
        (_app, Company, Key, Secret) = (app, company, made.Key.Id, made.Secret);
        _http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
    }

    public CompanyId Company { get; }

    public ApiKeyId Key { get; }

    public string Secret { get; }

    public string Token { get; private set; } = "";

    private Actor Admin => Actor.Member(new(Guid.NewGuid()), new(Company, Role.Admin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="company">Acme when null; one that does not exist yet is made.</param>
    public static async Task<ApiProgram> Start(EllaApp app, IReadOnlyList<string>? scopes = null, CompanyId? company = null, int days = 365)
    {
        var of = company ?? new("acme");
        // Whoever comes second finds it there.
        await app.Services.GetRequiredService<IDocumentStore>()
            .Commit([Change.Create(Core.Companies.Company.Key(Actor.System(of)), new Company(of, of.Value))], [], Ct);
        var made = await app.Services.GetRequiredService<MakeApiKey>().Run(
            Actor.Member(new(Guid.NewGuid()), new(of, Role.Admin)), "A program", scopes ?? [.. ApiScopes.All.Select(s => s.Name)], days, Ct);
        var program = new ApiProgram(app, of, made.Value());
        await program.Renew();
        return program;
    }

    public async Task Renew() => Token = (await Exchange(Secret).Json()).Text("access_token")!;

    /// <summary>A bearer's way to a token.</summary>
    public Task<HttpResponseMessage> Exchange(string secret) => Send(HttpMethod.Post, "/api/auth/token", secret);

    public Task<HttpResponseMessage> ExchangeForm(params (string Name, string Value)[] fields) =>
        _http.PostAsync(new Uri("/api/auth/token", UriKind.Relative), new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), Ct);

    public Task<HttpResponseMessage> Get(string path, string? token = null) => Send(HttpMethod.Get, path, token ?? Token);

    public Task<HttpResponseMessage> Post(string path, object body, string? idempotencyKey = null) =>
        Send(HttpMethod.Post, path, Token, body, idempotencyKey ?? Guid.NewGuid().ToString());

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? bearer, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        if (bearer is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        if (idempotencyKey is { Length: > 0 }) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await _http.SendAsync(request, Ct);
    }

    public async Task<HttpStatusCode> Status(string path)
    {
        using var answer = await Get(path);
        return answer.StatusCode;
    }

    public async Task Revoke() => (await _app.Services.GetRequiredService<RevokeApiKey>().Run(Admin, Key, Ct)).Value();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.Services.GetRequiredService<RevokeApiKey>().Run(Admin, Key, Ct);
    }
}
