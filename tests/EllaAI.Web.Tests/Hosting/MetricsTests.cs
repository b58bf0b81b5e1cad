using System.Net;
using System.Net.Http.Headers;
using EllaAI.Core.Assessments;
using EllaAI.Core.Tests;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

public sealed class MetricsTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task This_machine_may_read_them()
    {
        (await app.Services.GetRequiredService<ReadAssessments>().List(app.Recruiter, "", Ct)).Value();

        var (status, text) = await Ask(app);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("fusioncache", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("dotnet_", text, StringComparison.Ordinal);
        Assert.DoesNotContain("acme", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    public async Task Nobody_reads_them_through_a_proxy(string header)
    {
        var (status, text) = await Ask(app, request => request.Headers.Add(header, "for=192.0.2.1"));

        Assert.Equal((HttpStatusCode.NotFound, ""), (status, text));
    }

    [Fact]
    public async Task With_a_public_address_only_who_has_the_token_reads_them()
    {
        await using var published = new EllaApp();
        published.Settings["Ella:PublicAddress"] = "https://ella.example.com";
        await published.InitializeAsync();
        using var http = new HttpClient
        {
            BaseAddress = new(published.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.First())
        };

        Assert.Equal(HttpStatusCode.NotFound, (await Ask(http)).Status);
    }

    [Fact]
    public async Task Who_shows_the_token_may_read_them()
    {
        await using var guarded = new EllaApp();
        guarded.Settings["Metrics:Token"] = "sixteen letters!".Replace(' ', '-');
        await guarded.InitializeAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await Ask(guarded)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(guarded, Bearer("another-token-of-it"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Ask(guarded, Bearer("sixteen-letters!"))).Status);
    }

    private static Action<HttpRequestMessage> Bearer(string token) => request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private static async Task<(HttpStatusCode Status, string Text)> Ask(EllaApp app, Action<HttpRequestMessage>? change = null)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        return await Ask(http, change);
    }

    private static async Task<(HttpStatusCode Status, string Text)> Ask(HttpClient http, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative));
        change?.Invoke(request);
        using var answer = await http.SendAsync(request, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
