using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
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
        foreach (var origin in new[] { "https://evil.example", $"http://127.0.0.1.evil.example:{app.Address.Port}", "null", $"http://127.0.0.1:{app.Address.Port + 1}", $"https://127.0.0.1:{app.Address.Port}", $"ws://127.0.0.1:{app.Address.Port}", "file://", $"http://127.0.0.1:{app.Address.Port} https://evil.example", "http://127.0.0.1" })
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
    public async Task Without_an_origin_it_is_no_browser_and_gets_nothing_without_a_cookie()
    {
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(app.Address, $"/hubs/attempt?attempt={Guid.NewGuid():N}")).Build();
        var closed = new TaskCompletionSource();
        hub.Closed += _ => Task.FromResult(closed.TrySetResult());
        try
        {
            await hub.StartAsync(Ct);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException)
        {
            closed.TrySetResult();
        }

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
    }

    [Fact]
    public void Every_hub_of_the_product_is_asked_here() => Assert.Equal(
        ["/_blazor", "/hubs/attempt"],
        app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HubMetadata>() is not null && !e.RoutePattern.RawText!.EndsWith("negotiate", StringComparison.Ordinal))
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Distinct().Order(StringComparer.Ordinal));

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
