using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Operations;

namespace EllaAI.Web.Assessments;

/// <summary>The list of assessments is read again after a change, also when whoever made the change died before it could say so.</summary>
internal sealed class ForgetAssessments(ICache cache, ILiveMessages live)
    : ISubscriber<AssessmentSaved>, ISubscriber<AssessmentPublished>, ISubscriber<AssessmentShared>
{
    public Task Handle(AssessmentSaved e, Inbox inbox, CancellationToken ct) => ReadAssessments.Forget(cache, Actor.System(e.Company), ct).AsTask();

    public Task Handle(AssessmentPublished e, Inbox inbox, CancellationToken ct) => ReadAssessments.Forget(cache, Actor.System(e.Company), ct).AsTask();

    /// <summary>Open boards are read again: to whom it is closed now, it closes.</summary>
    public async Task Handle(AssessmentShared e, Inbox inbox, CancellationToken ct)
    {
        await ReadAssessments.Forget(cache, Actor.System(e.Company), ct);
        await live.Publish(LiveTopics.Assessment(e.Assessment), e, ct);
    }
}
