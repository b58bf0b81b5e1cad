using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Storage;

/// <summary>Committed events on their way to their subscribers.</summary>
public abstract class OutboxContract : StorageContract
{
    [Fact]
    public async Task Undispatched_events_come_oldest_first_up_to_the_limit()
    {
        await Note("one");
        await Note("two");
        await Note("three");

        Assert.Equal(["one", "two"], (await Outbox.Undispatched(2, Ct)).Select(Text));
    }

    [Fact]
    public async Task A_dispatched_event_waits_for_each_of_its_subscribers()
    {
        var e = await Note("one");

        await Outbox.Dispatch(e.Id, ["first", "second"], Ct);

        Assert.Empty(await Outbox.Undispatched(10, Ct));
        Assert.Equal([new Delivery(e.Id, "first"), new Delivery(e.Id, "second")], await Outbox.Undelivered(Ct));
        Assert.Equal(e, await Outbox.Find(e.Id, Ct));
    }

    [Fact]
    public async Task Dispatching_twice_delivers_once()
    {
        var e = await Note("one");

        await Outbox.Dispatch(e.Id, ["first"], Ct);
        await Outbox.Dispatch(e.Id, ["first"], Ct);

        Assert.Single(await Outbox.Undelivered(Ct));
    }

    [Fact]
    public async Task An_event_is_dropped_when_its_last_subscriber_has_had_it()
    {
        var e = await Note("one");
        await Outbox.Dispatch(e.Id, ["first", "second"], Ct);

        await Outbox.Delivered(new(e.Id, "first"), Ct);
        Assert.Equal([new Delivery(e.Id, "second")], await Outbox.Undelivered(Ct));
        Assert.NotNull(await Outbox.Find(e.Id, Ct));

        await Outbox.Delivered(new(e.Id, "second"), Ct);
        Assert.Empty(await Outbox.Undelivered(Ct));
        Assert.Null(await Outbox.Find(e.Id, Ct));
    }

    [Fact]
    public async Task An_event_for_nobody_is_dropped()
    {
        var e = await Note("one");

        await Outbox.Dispatch(e.Id, [], Ct);

        Assert.Empty(await Outbox.Undispatched(10, Ct));
        Assert.Null(await Outbox.Find(e.Id, Ct));
    }

    [Fact]
    public async Task A_delivery_that_is_reported_twice_does_no_harm()
    {
        var e = await Note("one");
        await Outbox.Dispatch(e.Id, ["first", "second"], Ct);

        await Outbox.Delivered(new(e.Id, "first"), Ct);
        await Outbox.Delivered(new(e.Id, "first"), Ct);

        Assert.Equal([new Delivery(e.Id, "second")], await Outbox.Undelivered(Ct));
    }

    [Fact]
    public async Task What_was_not_delivered_is_delivered_after_a_kill()
    {
        var (dispatched, waiting) = (await Note("one"), await Note("two"));
        await Outbox.Dispatch(dispatched.Id, ["first", "second"], Ct);
        await Outbox.Delivered(new(dispatched.Id, "first"), Ct);

        KillAndReopen();

        Assert.Equal([new Delivery(dispatched.Id, "second")], await Outbox.Undelivered(Ct));
        Assert.Equal([waiting], await Outbox.Undispatched(10, Ct));
        Assert.Equal(dispatched, await Outbox.Find(dispatched.Id, Ct));
    }

    private static string Text(StoredEvent e) =>
        System.Text.Json.JsonSerializer.Deserialize<Noted>(e.Body, DocumentJson.Options)!.Text;

    private async Task<StoredEvent> Note(string text)
    {
        await Create(Acme.Key("note", text), text, new Noted(Acme.Company, text));
        return (await Outbox.Undispatched(100, Ct))[^1];
    }
}
