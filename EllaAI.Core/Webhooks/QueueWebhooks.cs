using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Features;
using EllaAI.Core.Invitations;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>Makes of what happened in a company one <see cref="WebhookDue"/> for each endpoint that wants to know, once.</summary>
public sealed class QueueWebhooks(IDocumentStore documents, TimeProvider clock, FeatureDefaults? defaults = null)
    : ISubscriber<AssessmentPublished>, ISubscriber<CandidateInvited>, ISubscriber<AttemptStarted>, ISubscriber<AttemptClosed>, ISubscriber<AttemptScored>
{
    public Task Handle(AssessmentPublished e, Inbox inbox, CancellationToken ct) =>
        Queue<Assessment>(e, WebhookEvents.AssessmentPublished, inbox, actor => actor.Key(Assessment.Collection, e.Assessment), WebhookFact.Of, ct);

    public Task Handle(CandidateInvited e, Inbox inbox, CancellationToken ct) =>
        Queue<Invitation>(e, WebhookEvents.InvitationSent, inbox, actor => actor.Key(Invitation.Collection, e.Invitation), WebhookFact.Of, ct);

    public Task Handle(AttemptStarted e, Inbox inbox, CancellationToken ct) =>
        Queue<Attempt>(e, WebhookEvents.AttemptStarted, inbox, actor => actor.Key(Attempt.Collection, e.Attempt), WebhookFact.Started, ct);

    public Task Handle(AttemptClosed e, Inbox inbox, CancellationToken ct) => Queue<Attempt>(
        e, WebhookEvents.AttemptClosed, inbox, actor => actor.Key(Attempt.Collection, e.Attempt), a => WebhookFact.Closed(a, a.ClosedAt ?? clock.GetUtcNow()), ct);

    public Task Handle(AttemptScored e, Inbox inbox, CancellationToken ct) => Queue<Attempt>(
        e, WebhookEvents.AttemptScored, inbox, actor => actor.Key(Attempt.Collection, e.Attempt), a => WebhookFact.Scored(a, clock.GetUtcNow()), ct);

    /// <summary>A document that is gone by now is told to nobody.</summary>
    private async Task Queue<T>(
        IEvent e, WebhookEventType type, Inbox inbox, Func<Actor, DocumentKey> about, Func<T, WebhookFact> tell, CancellationToken ct)
    {
        var actor = Actor.System(e.Company);
        var wanting = (await CompanyWebhooks.Of(documents, actor, ct)).Value.Wanting(type).ToArray();
        if (wanting.Length == 0 || await documents.Get<T>(about(actor), ct) is not { } found) return;
        // What happens while a company has none is told to nobody, also not later.
        if (await documents.Off(defaults, Feature.Webhooks, actor, ct) is not null) return;
        var body = WebhookMessage.Write(type, inbox.EventId, e.Company, tell(found.Value));
        await documents.Commit([inbox.Done], [.. wanting.Select(w => new WebhookDue(e.Company, w.Id, inbox.EventId, body))], ct);
    }
}
