using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EllaAI.Core.Attempts;
using Xunit;

namespace EllaAI.Faults;

/// <summary>
/// Somebody who takes the exam, asking what their page asks: numbered batches of typing and submissions with a key, each sent again
/// as it was until the server answers it. They type and submit at the same time.
/// </summary>
/// <param name="server">Where the page is served from now.</param>
internal sealed partial class Candidate(Func<Uri> server, Ledger ledger) : IDisposable
{
    /// <summary>As the page has it.</summary>
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { Timeout = _timeout };
    private string _csrf = "", _question = "";
    private int _epoch, _seq, _submissions;

    public Guid Attempt { get; private set; }

    /// <summary>What stands in the editor; all but its last line is acknowledged.</summary>
    public string Text { get; private set; } = "";

    /// <summary>How often the server answered that it cannot now.</summary>
    public int Refused { get; private set; }

    /// <summary>Put before each solution.</summary>
    public string Preface { get; init; } = "";

    private string Path => $"/attempts/{Attempt:N}";

    /// <summary>Opens the link, consents, and opens the editor.</summary>
    public async Task Start(string link, CancellationToken ct)
    {
        var welcome = await _http.GetStringAsync(new Uri(server(), link), ct);
        using var form = new FormUrlEncodedContent([new("consent", "true"), new("__RequestVerificationToken", FormToken().Match(welcome).Groups[1].Value)]);
        using var started = await _http.PostAsync(new Uri(server(), $"{link}/start"), form, ct);
        Attempt = Guid.Parse(started.Headers.Location!.ToString()["/attempts/".Length..]);
        var page = await _http.GetStringAsync(new Uri(server(), Path), ct);
        var data = JsonDocument.Parse(PageData().Match(page).Groups[1].Value).RootElement;
        _csrf = data.GetProperty("csrfToken").GetString()!;
        _question = data.GetProperty("questions")[0].GetProperty("id").GetString()!;
        _epoch = (await Session(ct)).GetProperty("epoch").GetInt32();
        await Save(Exam.Right, new { type = "snapshot", at = 1.0, question = _question, language = Exam.Language, text = Exam.Right }, ct);
    }

    /// <summary>What the page gets when it opens.</summary>
    public Task<JsonElement> Session(CancellationToken ct) => Post("session", new { }, ct);

    /// <summary>Types lines until told to stop; what is under way by then is sent until it is acknowledged.</summary>
    /// <param name="patience">Ends the test when nothing moves any more.</param>
    public async Task Type(CancellationToken enough, CancellationToken patience)
    {
        while (!enough.IsCancellationRequested)
        {
            var line = $"# line {_seq}\n";
            var after = Text + line;
            var change = new { offset = Text.Length, length = 0, text = line };
            await Save(
                line,
                new { type = "edit", at = 1.0, question = _question, language = Exam.Language, changes = new[] { change }, total = after.Length, hash = TextEdits.Hash(after) },
                patience);
            await Pause(20, enough);
        }
    }

    /// <summary>Submits one version after another in the same way. Every third is wrong.</summary>
    public async Task Submit(CancellationToken enough, CancellationToken patience)
    {
        while (!enough.IsCancellationRequested)
        {
            var right = ++_submissions % 3 != 0;
            await Submit($"{Preface}{(right ? Exam.Right : Exam.Wrong)}# version {_submissions}\n", right, patience);
            await Pause(200, enough);
        }
    }

    public async Task Submit(string source, bool right, CancellationToken ct)
    {
        var key = Guid.NewGuid();
        await Post("executions", new { key, kind = "submit", question = _question, language = Exam.Language, source }, ct);
        ledger.Write(new Received(Attempt, key, right));
    }

    /// <summary>Ends the attempt; what stands in the editor is submitted by the server.</summary>
    public Task Finish(CancellationToken ct) => Post("finish", new { }, ct);

    public async Task<bool> IsJudged(Guid execution, CancellationToken ct) =>
        (await Ask(HttpMethod.Get, $"executions/{execution:N}", null, ct)).GetProperty("state").GetString() is "finished" or "failed";

    public void Dispose() => _http.Dispose();

    private async Task Save(string text, object item, CancellationToken ct)
    {
        var seq = _seq + 1;
        var answer = await Post("journal", new { epoch = _epoch, seq, items = new[] { item } }, ct);
        Assert.True(answer.GetProperty("acked").GetInt32() >= seq, $"Batch {seq} was answered with {answer}.");
        Assert.Equal(0, answer.GetProperty("resync").GetArrayLength());
        ledger.Write(new Saved(Attempt, _epoch, seq, text));
        (_seq, Text) = (seq, Text + text);
    }

    private Task<JsonElement> Post(string what, object body, CancellationToken ct) => Ask(HttpMethod.Post, what, body, ct);

    private async Task<JsonElement> Ask(HttpMethod method, string what, object? body, CancellationToken ct)
    {
        while (true)
        {
            if (await Try(method, what, body, ct) is { } answer) return answer;
            await Task.Delay(50, ct);
        }
    }

    /// <summary>Null when it is to be sent again.</summary>
    private async Task<JsonElement?> Try(HttpMethod method, string what, object? body, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(server(), $"{Path}/{what}"));
            if (body is not null) request.Content = JsonContent.Create(body);
            request.Headers.Add("X-CSRF-TOKEN", _csrf);
            using var answer = await _http.SendAsync(request, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) return null;
            if ((int)answer.StatusCode >= 500) return Refuse(answer, text);
            Assert.True(answer.IsSuccessStatusCode, $"{what}: {(int)answer.StatusCode} {text}");
            return JsonDocument.Parse(text).RootElement;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>A server that cannot now says so in words that a program understands.</summary>
    private JsonElement? Refuse(HttpResponseMessage answer, string text)
    {
        Refused++;
        Assert.True(
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType) is (HttpStatusCode.ServiceUnavailable, "application/problem+json"),
            $"{(int)answer.StatusCode} {text}");
        return null;
    }

    private static async Task Pause(int milliseconds, CancellationToken enough) =>
        await Task.Delay(milliseconds, enough).ContinueWith(_ => { }, TaskScheduler.Default);

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex FormToken();

    [GeneratedRegex("""<script[^>]*id="workspace-data"[^>]*>(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex PageData();
}
