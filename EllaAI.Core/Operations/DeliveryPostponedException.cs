namespace EllaAI.Core.Operations;

/// <summary>
/// From a subscriber: what it needs is not there now, which says nothing about the event. The delivery is put off and this was no attempt,
/// so it never becomes a dead letter of it. How long that may go on is the subscriber's to decide.
/// </summary>
public sealed class DeliveryPostponedException : Exception
{
    public DeliveryPostponedException() { }

    public DeliveryPostponedException(string message) : base(message) { }

    public DeliveryPostponedException(string message, Exception inner) : base(message, inner) { }
}
