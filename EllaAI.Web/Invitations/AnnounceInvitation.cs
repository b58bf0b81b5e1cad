using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Operations;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Invitations;

/// <summary>Tells open boards that somebody was invited.</summary>
internal sealed class AnnounceInvitation(ILiveMessages live) : ISubscriber<CandidateInvited>
{
    public Task Handle(CandidateInvited e, CancellationToken ct) => live.Publish(LiveTopics.Assessment(e.Assessment), e, ct).AsTask();
}
