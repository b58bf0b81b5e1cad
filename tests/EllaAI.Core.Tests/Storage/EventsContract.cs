using System.Collections.Concurrent;
using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Storage;

/// <summary>Committed events on their way to their subscribers, over a store.</summary>
public abstract class EventsContract : StorageContract
{
    private const string Listener = "Listener.test.noted";
    private readonly Listening _heard = new();
    private readonly EventSubscribers _subscribers = new([
        Subscription.Of<Noted, Listener>(Schemas), Subscription.Of<Noted, Counting>(Schemas)]);

    private ThisInstance Self { get; } = ThisInstance.New(alone: false);

    private DispatchEvents Dispatch => new(Documents, _subscribers, Clock);

    [Fact]
    public async Task Each_subscriber_gets_each_event_and_then_nothing_is_left()
    {
        await Note("one");
        await Note("two");

        await DeliverAll();

        Assert.Equal(["one", "two"], _heard.Texts.Order());
        Assert.Equal(2, (await Read<Tally>(Acme.Key("tally", "all")))!.Count);
        Assert.Empty(await Pending());
        Assert.Empty(await Deliveries());
    }

    [Fact]
    public async Task An_event_for_nobody_is_dropped()
    {
        await Note("one");

        await new DispatchEvents(Documents, new([]), Clock).Run(Ct);

        Assert.Empty(await Pending());
        Assert.Empty(await Deliveries());
    }

    [Fact]
    public async Task Events_of_one_subject_arrive_in_the_order_of_their_commits_though_one_fails_at_first()
    {
        foreach (var n in Enumerable.Range(1, 5)) await Note($"subject:{n}");
        await Note("other:1");
        _heard.FailOnce("subject:2");

        await DeliverAll();
        Assert.Equal(["subject:1", "other:1"], _heard.Texts.Order().OrderByDescending(t => t.StartsWith('s')));
        Clock.Advance(TimeSpan.FromSeconds(10));
        await DeliverAll();

        Assert.Equal(["subject:1", "subject:2", "subject:3", "subject:4", "subject:5"], _heard.Texts.Where(t => t.StartsWith('s')));
    }

    [Fact]
    public async Task A_failure_is_tried_again_after_10_20_40_and_80_seconds_and_then_given_up()
    {
        await Note("one");
        _heard.FailAlways("one");
        var pauses = new List<double>();
        await Dispatch.Run(Ct);

        for (var attempt = 1; attempt <= Delivery.MaxAttempts; attempt++)
        {
            await Deliver(new(Acme.Company, Delivery.LaneOf(Listener, "one")));
            var delivery = Assert.Single(await Deliveries(), d => d.Subscriber == Listener);
            Assert.Equal(attempt, delivery.Attempts);
            pauses.Add((delivery.DueAt - Clock.GetUtcNow()).TotalSeconds);
            Clock.Advance(delivery.DueAt - Clock.GetUtcNow());
        }

        Assert.Equal([10, 20, 40, 80, 0], pauses);
        var dead = Assert.Single((await new ListDeadLetters(Documents).Run(Platform, "", Ct)).Value().Items);
        Assert.Equal(("one", "test.noted.v1", "InvalidOperationException: one is refused", 5), (dead.Subject, dead.EventType, dead.Reason, dead.Attempts));
        Assert.Empty(await Dispatch.Overdue(_ => true, Ct).ContinueWith(t => t.Result.Where(l => l.Name.StartsWith("Listener", StringComparison.Ordinal)), Ct));
    }

    [Fact]
    public async Task What_is_put_off_is_no_attempt_and_never_a_dead_letter()
    {
        await Note("one");
        _heard.PostponeAlways("one");
        var pauses = new List<double>();
        await Dispatch.Run(Ct);

        for (var times = 1; times <= 20; times++)
        {
            await Deliver(new(Acme.Company, Delivery.LaneOf(Listener, "one")));
            var delivery = Assert.Single(await Deliveries(), d => d.Subscriber == Listener);
            Assert.Equal((DeliveryState.Waiting, 0, times, "", "not there now"), (delivery.State, delivery.Attempts, delivery.Postponed, delivery.Owner, delivery.Reason));
            pauses.Add((delivery.DueAt - Clock.GetUtcNow()).TotalSeconds);
            Clock.Advance(delivery.DueAt - Clock.GetUtcNow());
        }

        Assert.Equal([10, 20, 40, 80, 160, 320, .. Enumerable.Repeat(600.0, 14)], pauses);
        _heard.Mend();
        await DeliverAll();
        Assert.Equal(["one"], _heard.Texts);
        Assert.Empty(await Deliveries());
    }

    [Fact]
    public async Task A_dead_letter_lets_later_events_pass_and_can_be_delivered_again()
    {
        await Note("subject:1");
        await Note("subject:2");
        _heard.FailAlways("subject:1");
        for (var attempt = 1; attempt <= Delivery.MaxAttempts; attempt++)
        {
            await DeliverAll();
            Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(["subject:2"], _heard.Texts);
        var dead = Assert.Single((await new ListDeadLetters(Documents).Run(Platform, "", Ct)).Value().Items);
        _heard.Mend();
        (await new RedeliverEvent(Documents, Bell, Clock).Run(Platform, dead.Company, dead.Id, Ct)).Value();
        await DeliverAll();

        Assert.Equal(["subject:2", "subject:1"], _heard.Texts);
        Assert.Empty(await Deliveries());
        Assert.Equal("not-found", (await new RedeliverEvent(Documents, Bell, Clock).Run(Platform, dead.Company, dead.Id, Ct)).Problem().Code);
    }

    [Fact]
    public async Task A_job_delivered_many_times_at_once_has_one_effect()
    {
        foreach (var n in Enumerable.Range(1, 10)) await Note($"subject:{n}");
        await Dispatch.Run(Ct);
        var lane = new Lane(Acme.Company, Delivery.LaneOf("Counting.test.noted", "subject"));

        for (var round = 0; round < 3; round++) await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Deliver(lane), Ct)));

        Assert.Equal(new Tally(10, [.. Enumerable.Range(1, 10).Select(n => $"subject:{n}")]), await Read<Tally>(Acme.Key("tally", "all")), Tally.Same);
    }

    [Fact]
    public async Task Several_dispatchers_at_once_make_one_delivery_of_each()
    {
        foreach (var n in Enumerable.Range(1, 30)) await Note($"{n}");

        while ((await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Dispatch.Run(Ct), Ct)))).Any(r => r.More)) { }

        Assert.Equal(60, (await Deliveries()).Count);
        Assert.Empty(await Pending());
    }

    [Fact]
    public async Task What_a_killed_process_had_begun_is_taken_up_by_another()
    {
        await Note("one");
        await Dispatch.Run(Ct);
        var lane = new Lane(Acme.Company, Delivery.LaneOf(Listener, "one"));
        await _heard.HangOn("one", () => Deliver(lane), Ct);

        KillAndReopen();
        var other = ThisInstance.New(alone: false);
        Assert.DoesNotContain(lane, await Dispatch.Overdue(id => id == Self.Id, Ct));
        Assert.Contains(lane, await Dispatch.Overdue(id => id == other.Id, Ct));
        await Deliver(lane, other);

        Assert.Equal(["one"], _heard.Texts);
    }

    [Fact]
    public async Task Only_who_operates_the_platform_sees_dead_letters()
    {
        foreach (var actor in new[] { Actor.Member(new(Guid.NewGuid()), new(Acme.Company, Role.Owner)), Actor.LinkHolder(Acme.Company) })
        {
            Assert.Equal("forbidden", (await new ListDeadLetters(Documents).Run(actor, "", Ct)).Problem().Code);
            Assert.Equal("forbidden", (await new RedeliverEvent(Documents, Bell, Clock).Run(actor, Acme.Company, "1", Ct)).Problem().Code);
        }
    }

    private Task<bool> Note(string text) => Create(Acme.Key("note", text), text, new Noted(Acme.Company, text));

    private async Task<List<Delivery>> Deliveries()
    {
        var all = new List<Delivery>();
        foreach (var state in new[] { "waiting", "dead" })
            all.AddRange(await Documents.Query<Delivery>(Platform.QueryEverywhere(Delivery.InState, state), Ct).ToList(Ct));
        return all;
    }

    /// <summary>As the dispatcher and the jobs do it, in one go.</summary>
    private async Task DeliverAll()
    {
        while ((await Dispatch.Run(Ct)).More) { }
        foreach (var lane in await Dispatch.Overdue(_ => true, Ct)) await Deliver(lane);
    }

    private Task Deliver(Lane lane) => Deliver(lane, Self);

    private Task Deliver(Lane lane, ThisInstance by) => new DeliverEvents(Documents, _subscribers, new(Documents, by, Clock), by, Clock)
        .Run(Actor.System(lane.Company), lane.Name, new Provider(_heard, Documents), (_, _) => { }, Ct);

    private sealed class Provider(Listening heard, IDocumentStore documents) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Listener) ? new Listener(heard) : new Counting(documents);
    }
}

/// <summary>What a listener heard, and what it should trip over.</summary>
internal sealed class Listening
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly HashSet<string> _failing = [], _postponing = [];
    private TaskCompletionSource? _hanging;
    private bool _once;

    public IReadOnlyList<string> Texts => [.. _texts];

    public void FailOnce(string text) => (_once, _) = (true, _failing.Add(text));

    public void FailAlways(string text) => _failing.Add(text);

    public void PostponeAlways(string text) => _postponing.Add(text);

    public void Mend()
    {
        _failing.Clear();
        _postponing.Clear();
    }

    /// <summary>Starts <paramref name="deliver"/> and comes back when it hangs, as in a process that is killed then.</summary>
    public async Task HangOn(string text, Func<Task> deliver, CancellationToken ct)
    {
        var hanging = _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _failing.Add(text);
        _ = Task.Run(deliver, ct);
        await hanging.Task.WaitAsync(ct);
        _hanging = null;
        _failing.Clear();
    }

    public async Task Hear(string text, CancellationToken ct)
    {
        if (_postponing.Contains(text)) throw new DeliveryPostponedException("not there now");
        if (_failing.Contains(text))
        {
            if (_once) _failing.Remove(text);
            if (_hanging is { } hanging)
            {
                hanging.SetResult();
                await Task.Delay(Timeout.Infinite, ct);
            }

            throw new InvalidOperationException($"{text} is refused");
        }

        _texts.Enqueue(text);
    }
}

internal sealed class Listener(Listening heard) : ISubscriber<Noted>
{
    public Task Handle(Noted e, Inbox inbox, CancellationToken ct) => heard.Hear(e.Text, ct);
}

internal sealed record Tally(int Count, IReadOnlyList<string> Texts)
{
    public static IEqualityComparer<Tally?> Same { get; } =
        EqualityComparer<Tally?>.Create((a, b) => a!.Count == b!.Count && a.Texts.SequenceEqual(b.Texts));
}

/// <summary>Counts what it gets in a document, in one commit with the inbox.</summary>
internal sealed class Counting(IDocumentStore documents) : ISubscriber<Noted>
{
    public async Task Handle(Noted e, Inbox inbox, CancellationToken ct)
    {
        var key = Actor.System(e.Company).Key("tally", "all");
        var found = await documents.Get<Tally>(key, ct);
        var tally = found?.Value ?? new(0, []);
        await documents.Commit(
            [new(key, new Tally(tally.Count + 1, [.. tally.Texts, e.Text]), found?.Version ?? 0), inbox.Done], [], ct);
    }
}
