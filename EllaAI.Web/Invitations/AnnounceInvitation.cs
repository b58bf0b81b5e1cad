using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Operations;

namespace EllaAI.Web.Invitations;

/// <summary>Tells open boards that somebody was invited, or that an invitation is another now.</summary>
internal sealed class AnnounceInvitation(ILiveMessages live) : ISubscriber<CandidateInvited>, ISubscriber<InvitationMoved>
{
    public Task Handle(InvitationMoved e, Inbox inbox, CancellationToken ct) => live.Publish(LiveTopics.Assessment(e.Assessment), e, ct).AsTask();

    public Task Handle(CandidateInvited e, Inbox inbox, CancellationToken ct) => live.Publish(LiveTopics.Assessment(e.Assessment), e, ct).AsTask();
}
