using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

public sealed record CandidateInvited(CompanyId Company, InvitationId Invitation, AssessmentId Assessment) : IEvent;
