using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Operations;

namespace EllaAI.Web.Assessments;

/// <summary>The list of assessments is read again after a change, also when whoever made the change died before it could say so.</summary>
internal sealed class ForgetAssessments(ICache cache) : ISubscriber<AssessmentSaved>, ISubscriber<AssessmentPublished>
{
    public Task Handle(AssessmentSaved e, Inbox inbox, CancellationToken ct) => ReadAssessments.Forget(cache, Actor.System(e.Company), ct).AsTask();

    public Task Handle(AssessmentPublished e, Inbox inbox, CancellationToken ct) => ReadAssessments.Forget(cache, Actor.System(e.Company), ct).AsTask();
}
