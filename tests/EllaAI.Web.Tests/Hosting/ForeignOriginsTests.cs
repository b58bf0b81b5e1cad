using System.Net;
using System.Net.WebSockets;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

/// <summary>A page of another site opens a connection, and the browser sends our cookies along.</summary>
public sealed class ForeignOriginsTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/hubs/attempt")]
    public async Task A_connection_from_another_sites_page_is_refused(string path)
    {
        foreach (var origin in new[] { "https://evil.example", $"http://127.0.0.1.evil.example:{app.Address.Port}", "null", $"http://127.0.0.1:{app.Address.Port + 1}" })
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Origin", origin);
            socket.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Socket(path), Ct));
            Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        }
    }

    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/hubs/attempt")]
    public async Task One_from_our_own_page_is_accepted(string path)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(Socket(path), Ct);
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task Asking_for_a_connection_is_refused_too()
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/attempt/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://evil.example");
        using var answer = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private Uri Socket(string path) => new UriBuilder(new Uri(app.Address, path)) { Scheme = "ws" }.Uri;
}
