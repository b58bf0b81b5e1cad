using System.Security.Claims;
using EllaAI.Web.Hosting.Limits;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace EllaAI.Web.Tests.Hosting.Limits;

/// <summary>How much somebody does at once in pages that they have open.</summary>
public sealed class PagePaceTests(EllaApp app)
{
    private readonly Guid _rita = Guid.NewGuid();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_than_the_bucket_holds_waits_and_comes_in_its_order()
    {
        await using var buckets = Buckets(perMinute: 60_000, burst: 1);
        var done = new List<int>();
        var (page, next) = (Page(buckets, _rita), 0);
        var send = page.CreateInboundActivityHandler(_ =>
        {
            done.Add(++next);
            return Task.CompletedTask;
        });

        await Task.WhenAll(Enumerable.Range(0, PagePace.MostWaiting).Select(_ => send(null!)));

        Assert.Equal(Enumerable.Range(1, PagePace.MostWaiting), done);
    }

    [Fact]
    public async Task What_waits_comes_after_what_came_before_it()
    {
        await using var buckets = Buckets(perMinute: 60_000, burst: 1);
        var order = new List<int>();
        var number = new AsyncLocal<int>();
        var send = Page(buckets, _rita).CreateInboundActivityHandler(_ =>
        {
            order.Add(number.Value);
            return Task.CompletedTask;
        });
        var sent = new List<Task>();
        for (var i = 0; i < 100; i++)
        {
            number.Value = i;
            sent.Add(send(null!));
        }

        await Task.WhenAll(sent);

        Assert.Equal(Enumerable.Range(0, 100), order);
    }

    [Fact]
    public async Task One_person_has_one_bucket_for_all_pages_and_takes_nothing_from_another()
    {
        await using var buckets = Buckets(perMinute: 1, burst: 2);
        var (one, two, other) = (Send(Page(buckets, _rita)), Send(Page(buckets, _rita)), Send(Page(buckets, Guid.NewGuid())));
        await one(null!);
        await two(null!);

        var third = one(null!);
        Assert.False(third.IsCompleted);

        await other(null!).WaitAsync(Ct);
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task A_page_that_sends_far_too_much_fails_and_what_waits_ends_with_the_page()
    {
        await using var buckets = Buckets(perMinute: 1, burst: 1);
        using var page = Page(buckets, _rita);
        var send = Send(page);
        await send(null!);
        var waiting = Enumerable.Range(0, PagePace.MostWaiting).Select(_ => send(null!)).ToList();
        Assert.All(waiting, sent => Assert.False(sent.IsCompleted));

        await Assert.ThrowsAsync<InvalidOperationException>(() => send(null!));

        await page.OnCircuitClosedAsync(null!, Ct);
        foreach (var sent in waiting) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
    }

    [Fact]
    public async Task A_page_that_goes_wrong_does_not_hold_up_what_it_sends_next()
    {
        await using var buckets = Buckets(perMinute: 60_000, burst: 10);
        var times = 0;
        var send = Page(buckets, _rita).CreateInboundActivityHandler(_ => ++times == 1 ? throw new InvalidOperationException("wrong") : Task.CompletedTask);

        await Assert.ThrowsAsync<InvalidOperationException>(() => send(null!));
        await send(null!);

        Assert.Equal(2, times);
    }

    [Fact]
    public async Task Every_circuit_of_the_product_has_it()
    {
        await using var scope = app.Services.CreateAsyncScope();

        Assert.Single(scope.ServiceProvider.GetServices<CircuitHandler>().OfType<PagePace>());
    }

    private static PageBuckets Buckets(int perMinute, int burst) => new(Options.Create(new LimitOptions { Page = perMinute, PageBurst = burst }));

    private static PagePace Page(PageBuckets buckets, Guid who) => new(buckets, new Somebody(who));

    private static Func<CircuitInboundActivityContext, Task> Send(PagePace page) => page.CreateInboundActivityHandler(_ => Task.CompletedTask);

    private sealed class Somebody(Guid id) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id.ToString("N"))], "test"))));
    }
}
