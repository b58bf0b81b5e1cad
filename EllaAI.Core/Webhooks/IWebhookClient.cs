using EllaAI.Core.Operations;

namespace EllaAI.Core.Webhooks;

/// <summary>One request that is ready to be sent.</summary>
/// <param name="At">The time that is signed.</param>
public sealed record WebhookCall(WebhookId Endpoint, Uri Url, string Id, DateTimeOffset At, string Signature, string Body);

/// <param name="Status">Null when there was no answer.</param>
/// <param name="Problem">Why there was none, in a sentence that says nothing of the address; empty otherwise.</param>
public sealed record WebhookAnswer(int? Status, string Problem, TimeSpan Took)
{
    public bool Delivered => Status is >= 200 and < 300;

    /// <summary>The receiver wants no more, ever.</summary>
    public bool Gone => Status == 410;

    /// <summary>What came of it, for people and for the dead letters.</summary>
    public string Said => Status is { } status ? $"It answered {status}." : Problem;
}

/// <summary>Posts to addresses that companies choose: never follows a redirect, never reads an answer's body, never reaches into private networks.</summary>
public interface IWebhookClient
{
    /// <summary>Returns whatever comes of it.</summary>
    /// <exception cref="DeliveryPostponedException">The endpoint has failed so often that it is left alone for a while. It was not asked.</exception>
    Task<WebhookAnswer> Post(WebhookCall call, CancellationToken ct);

    /// <summary>Asks even an endpoint that is left alone: a person waits for it.</summary>
    Task<WebhookAnswer> Try(WebhookCall call, CancellationToken ct);
}
