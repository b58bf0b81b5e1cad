using System.Net;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

public sealed class HeadTests(EllaApp app)
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task A_monitor_that_asks_with_HEAD_gets_the_pages_status_and_no_body(string path, HttpStatusCode status)
    {
        using var browser = new Browser(app);

        using var head = await browser.Head(path);

        Assert.Equal(status, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var page = await browser.Get(path);
        Assert.Equal(status, page.StatusCode);
    }
}
