using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

/// <summary>An invitation was withdrawn, or has another link.</summary>
[EventContract("ella.invitation-moved", 1)]
public sealed record InvitationMoved(CompanyId Company, InvitationId Invitation, AssessmentId Assessment) : IEvent
{
    string IEvent.Subject => $"invitation/{Invitation.Value:N}";
}

[EventContract("ella.candidate-invited", 1)]
public sealed record CandidateInvited(CompanyId Company, InvitationId Invitation, AssessmentId Assessment) : IEvent
{
    string IEvent.Subject => $"invitation/{Invitation.Value:N}";
}
