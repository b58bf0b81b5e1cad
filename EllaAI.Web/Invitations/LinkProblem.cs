namespace EllaAI.Web.Invitations;

/// <summary>Why an invitation's link does not open an assessment.</summary>
public enum LinkProblem { Unknown, Expired, Finished, Revoked, Paused }
