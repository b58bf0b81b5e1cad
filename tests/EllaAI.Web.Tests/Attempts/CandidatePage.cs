using System.Net;
using System.Text.Json;
using EllaAI.Core.Attempts;
using EllaAI.Web.Attempts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Attempts;

/// <summary>A candidate who has opened the link and pressed Start, in a browser of their own.</summary>
public sealed class CandidatePage : IDisposable
{
    private readonly EllaApp _app;

    private CandidatePage(EllaApp app, Browser browser, AttemptId attempt, string token) => (_app, Browser, Attempt, Token) = (app, browser, attempt, token);

    public Browser Browser { get; }

    public AttemptId Attempt { get; }

    /// <summary>Of the link.</summary>
    public string Token { get; }

    public string Path => $"/attempts/{Attempt.Value:N}";

    public string Csrf => _app.Services.GetRequiredService<CandidateSessions>().CsrfToken(Attempt.Value.ToString("N"));

    public string Question => _app.Question.Id.Value.ToString("N");

    public static async Task<CandidatePage> Start(EllaApp app) => await Start(app, await app.Invite());

    public static async Task<CandidatePage> Start(EllaApp app, string token)
    {
        var browser = new Browser(app);
        using var answer = await browser.PostForm($"/take/{token}/start", ("consent", "true"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var path = answer.Headers.Location!.ToString();
        Assert.StartsWith("/attempts/", path, StringComparison.Ordinal);
        return new(app, browser, new(Guid.Parse(path["/attempts/".Length..])), token);
    }

    public Task<HttpResponseMessage> Post(string what, object? body = null) => Browser.PostJson($"{Path}/{what}", body ?? new { }, Csrf);

    public async Task<int> Open() => (await Post("session").Json()).GetProperty("epoch").GetInt32();

    public Task<HttpResponseMessage> Write(int epoch, int seq, params object[] items) => Post("journal", new { epoch, seq, items });

    public object Snapshot(string text) => new { type = "snapshot", at = 1.5, question = Question, language = "python", text };

    public Task<HttpResponseMessage> Execute(string kind, string source, string? stdin = null, Guid? key = null) =>
        Post("executions", new { key = key ?? Guid.NewGuid(), kind, question = Question, language = "python", source, stdin });

    /// <summary>Reads the execution until it is over.</summary>
    public async Task<JsonElement> Finished(string id)
    {
        while (true)
        {
            var execution = await Browser.Get($"{Path}/executions/{id}").Json();
            if (execution.Text("state") is "finished" or "failed" or "stopped") return execution;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => Browser.Dispose();
}
