using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Operations;
using EllaAI.Core.Reports;

namespace EllaAI.Web.Reports;

/// <summary>A board's figures are counted again after anything in them moved; open boards are told once the old ones are forgotten.</summary>
internal sealed class ForgetFigures(ICache cache, ILiveMessages live)
    : ISubscriber<CandidateInvited>, ISubscriber<AttemptStarted>, ISubscriber<AttemptClosed>, ISubscriber<AttemptGraded>
{
    public Task Handle(CandidateInvited e, Inbox inbox, CancellationToken ct) => Forget(e.Company, e.Assessment, ct);

    public Task Handle(AttemptStarted e, Inbox inbox, CancellationToken ct) => Forget(e.Company, e.Assessment, ct);

    public Task Handle(AttemptClosed e, Inbox inbox, CancellationToken ct) => Forget(e.Company, e.Assessment, ct);

    public Task Handle(AttemptGraded e, Inbox inbox, CancellationToken ct) => Forget(e.Company, e.Assessment, ct);

    private async Task Forget(CompanyId company, AssessmentId assessment, CancellationToken ct)
    {
        await ShowBoard.Forget(cache, Actor.System(company), assessment, ct);
        await live.Publish(LiveTopics.Assessment(assessment), new FiguresMoved(assessment), ct);
    }
}
