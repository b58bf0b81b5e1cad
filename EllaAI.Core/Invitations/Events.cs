using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

[EventContract("ella.candidate-invited", 1)]
public sealed record CandidateInvited(CompanyId Company, InvitationId Invitation, AssessmentId Assessment) : IEvent
{
    string IEvent.Subject => $"invitation/{Invitation.Value:N}";
}
