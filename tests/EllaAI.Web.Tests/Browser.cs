using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EllaAI.Core.Access;
using Xunit;

namespace EllaAI.Web.Tests;

/// <summary>A browser's cookies and requests, without following redirects.</summary>
public sealed class Browser : IDisposable
{
    private readonly EllaApp _app;
    private readonly HttpClient _http;

    public Browser(EllaApp app)
    {
        _app = app;
        _http = new(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = app.Address };
    }

    public CookieContainer Cookies { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(new Uri(path, UriKind.Relative), Ct);

    public async Task<HttpResponseMessage> Head(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));
        return await _http.SendAsync(request, Ct);
    }

    /// <summary>Sends a form that the server's own page would have shown.</summary>
    public Task<HttpResponseMessage> PostForm(string path, params (string Name, string Value)[] fields) => PostFormAs(null, path, fields);

    /// <summary>The same of a page that was shown to somebody who is signed in.</summary>
    public async Task<HttpResponseMessage> PostFormAs(AccountId? account, string path, params (string Name, string Value)[] fields)
    {
        var tokens = _app.Antiforgery(account);
        Cookies.Add(_app.Address, new Cookie("ella-csrf", tokens.CookieToken));
        using var form = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new(tokens.FormFieldName, tokens.RequestToken!)]);
        return await Post(path, form, csrf: null);
    }

    public Task<HttpResponseMessage> PostJson(string path, object body, string? csrf) =>
        Post(path, body is string text ? new StringContent(text, System.Text.Encoding.UTF8, "application/json") : JsonContent.Create(body), csrf);

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Post(string path, HttpContent content, string? csrf)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        if (csrf is not null) request.Headers.Add("X-CSRF-TOKEN", csrf);
        return await _http.SendAsync(request, Ct);
    }
}

public static class Answers
{
    public static async Task<JsonElement> Json(this Task<HttpResponseMessage> sent, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await sent;
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(expected == answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>The code of an <c>application/problem+json</c> answer.</summary>
    public static async Task<string?> Problem(this Task<HttpResponseMessage> sent, HttpStatusCode expected)
    {
        using var answer = await sent;
        Assert.Equal((expected, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.NotEmpty(json.GetProperty("detail").GetString()!);
        return json.GetProperty("code").GetString();
    }

    public static IEnumerable<string> Names(this JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();
}
