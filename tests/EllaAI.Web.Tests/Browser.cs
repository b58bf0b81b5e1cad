using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
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

    /// <summary>Opens a page and sends the form on it that goes to <paramref name="action"/>, with its hidden fields, as whoever is signed in.</summary>
    public async Task<HttpResponseMessage> SubmitFrom(string page, string action, params (string Name, string Value)[] fields)
    {
        using var shown = await Get(page);
        var html = await shown.Content.ReadAsStringAsync(Ct);
        var form = Regex.Match(html, $"""<form [^>]*action="{Regex.Escape(action)}".*?</form>""", RegexOptions.Singleline);
        Assert.True(form.Success, $"{page} ({(int)shown.StatusCode}) has no form that goes to {action}.");
        var hidden = Regex.Matches(form.Value, """<input type="hidden" name="([^"]+)" value="([^"]*)" />""")
            .Select(m => (Name: m.Groups[1].Value, Value: WebUtility.HtmlDecode(m.Groups[2].Value)))
            .Where(h => !fields.Any(f => f.Name == h.Name));
        using var content = new FormUrlEncodedContent([.. hidden.Concat(fields).Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        return await Post(action, content, csrf: null);
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
