using EllaAI.Core.Storage;

namespace EllaAI.Core.Operations;

public enum DeliveryState
{
    /// <summary>To be brought, at <see cref="Delivery.DueAt"/>.</summary>
    Waiting,

    /// <summary>A dead letter: given up, until somebody asks for it again.</summary>
    Dead,
}

/// <summary>
/// One event on its way to one subscriber. It is gone once it has arrived, so it is the inbox key as well: whoever deletes it in
/// the commit of what he does about the event does that once.
/// </summary>
/// <param name="DueAt">When it is to be tried next. Somebody who tries it moves this on, to when he must be done.</param>
public sealed record Delivery(string Id, OutboxEvent Event, string Subscriber, DateTimeOffset DueAt)
{
    public const string Collection = "delivery";

    /// <summary>Then it is a dead letter.</summary>
    public const int MaxAttempts = 5;

    /// <summary>How long a subscriber may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int MaxReason = 500;
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(600);

    public static IndexSpec OfLane { get; } = new(Collection, "delivery-of-lane", ["lane"], "position");

    public static IndexSpec InState { get; } = new(Collection, "delivery-in-state", ["state"], "dueAt", AcrossCompanies: true);

    public DeliveryState State { get; init; }

    /// <summary>How often it was begun, without the times that it was put off.</summary>
    public int Attempts { get; init; }

    /// <summary>How often it was put off, because what its subscriber needs was not there.</summary>
    public int Postponed { get; init; }

    /// <summary>The <see cref="Instance"/> that tries it; empty between two tries.</summary>
    public string Owner { get; init; } = "";

    /// <summary>What went wrong last.</summary>
    public string Reason { get; init; } = "";

    /// <summary>All that one subscriber gets about one subject, one after the other. Empty for a dead letter, which lets the others pass.</summary>
    public string Lane => State == DeliveryState.Dead ? "" : LaneOf(Subscriber, Event.Subject);

    /// <summary>Its place in the lane.</summary>
    public string Position => Event.Position;

    public static Delivery New(OutboxEvent e, string subscriber, DateTimeOffset now) => new($"{e.Id}-{subscriber}", e, subscriber, now);

    public static string LaneOf(string subscriber, string subject) => $"{subscriber} {subject}";

    public Delivery Begin(string owner, DateTimeOffset now) => this with { Owner = owner, Attempts = Attempts + 1, DueAt = now + Patience };

    /// <summary>Ten seconds after the first failure, then twice as long each time; given up after <see cref="MaxAttempts"/>.</summary>
    public Delivery Fail(string reason, DateTimeOffset now) => this with
    {
        Owner = "",
        Reason = Bounded(reason),
        State = Attempts >= MaxAttempts ? DeliveryState.Dead : DeliveryState.Waiting,
        DueAt = Attempts >= MaxAttempts ? now : now + Pause(Attempts),
    };

    /// <summary>With the same pauses, and without end.</summary>
    public Delivery Postpone(string reason, DateTimeOffset now) => this with
    {
        Owner = "",
        Reason = Bounded(reason),
        Attempts = Attempts - 1,
        Postponed = Postponed + 1,
        DueAt = now + Pause(Postponed + 1),
    };

    public Delivery Again(DateTimeOffset now) => this with { State = DeliveryState.Waiting, Attempts = 0, Postponed = 0, Owner = "", DueAt = now };

    private static string Bounded(string reason) => reason.Length > MaxReason ? reason[..MaxReason] : reason;

    private static TimeSpan Pause(int times)
    {
        var pause = _firstPause * Math.Pow(2, Math.Min(times, 10) - 1);
        return pause < _longestPause ? pause : _longestPause;
    }
}
