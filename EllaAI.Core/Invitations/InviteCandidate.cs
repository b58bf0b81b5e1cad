using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Plans;
using EllaAI.Core.Reports;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

/// <param name="Link">The only time that the link is shown; later it is in the mail alone.</param>
public sealed record Invited(Invitation Invitation, Uri Link, MailId Mail);

/// <param name="IsNew">False when the same had been asked for before.</param>
public sealed record InvitedOnce(Invitation Invitation, bool IsNew);

/// <summary>Invites one person by mail.</summary>
public sealed class InviteCandidate(IDocumentStore documents, ICache cache, TimeProvider clock)
{
    public const int MaxName = 100;

    /// <param name="site">The address under which candidates reach this installation.</param>
    public async Task<Result<Invited>> Run(Actor actor, AssessmentId id, string name, string email, Uri site, CancellationToken ct)
    {
        if (!actor.May(Permission.InviteCandidates)) return Problems.Forbidden;
        return await Invite(actor, id, new(Guid.NewGuid()), name, email, site, ct);
    }

    /// <summary>For programs, which ask again when they heard no answer: with the same id, nobody is invited twice.</summary>
    /// <param name="once">Chosen by the program.</param>
    public async Task<Result<InvitedOnce>> Once(Actor actor, AssessmentId id, InvitationId once, string name, string email, Uri site, CancellationToken ct)
    {
        if (!actor.May(Permission.InviteCandidates)) return Problems.Forbidden;
        // A second time only if somebody came between: then theirs is there.
        for (var again = false; ; again = true)
        {
            if (await documents.Get<Invitation>(actor.Key(Invitation.Collection, once), ct) is { Value: var earlier })
                return earlier.Assessment == id && earlier.Name == name.Trim() && earlier.Email == email.Trim() ? new InvitedOnce(earlier, false) : Problems.KeyReused;
            if ((await Invite(actor, id, once, name, email, site, ct)).Ok(out var invited, out var problem)) return new InvitedOnce(invited.Invitation, true);
            if (again || problem != Problems.Conflict) return problem;
        }
    }

    private async Task<Result<Invited>> Invite(Actor actor, AssessmentId id, InvitationId chosen, string name, string email, Uri site, CancellationToken ct)
    {
        (name, email) = (name.Trim(), email.Trim());
        if (Check(name, email) is { } wrong) return wrong;
        if (await documents.OpenAssessment(actor, id, ct) is not { } assessment) return Problems.NotFound;
        if (assessment.Value.Paper is not { } paper) return AssessmentProblems.NotPublished;
        if (!assessment.Value.IsActive) return AssessmentProblems.Archived;

        var now = clock.GetUtcNow();
        if (await StorageUse.Refuses(documents, actor, now, ct) is { } full) return full;
        var token = InvitationToken.New(actor.Company);
        var of = (await documents.Get<Company>(Company.Key(actor), ct))?.Value ?? new(actor.Company, actor.Company.Value);
        var invitation = new Invitation(chosen, id, paper, name, email, token.Hash(), now, now + Invitation.Open) { ExtraTime = of.ExtraTime };
        var link = new Uri(site, $"/take/{token}");
        var mail = InvitationMail.Write(invitation, assessment.Value, of, link);
        var (posted, written) = mail.Post(actor);
        var saved = await documents.Commit(
            [
                Change.Create(actor.Key(Invitation.Collection, invitation.Id), invitation),
                posted,
            ],
            [
                new CandidateInvited(actor.Company, invitation.Id, id),
                written,
                actor.Did(AuditAction.CandidateInvited, Invitation.Collection, invitation.Id, now, after: assessment.Value.InShort()),
            ],
            ct);
        if (!saved) return Problems.Conflict;
        // The event makes sure of it; whoever invited looks at the board at once.
        await ShowBoard.Forget(cache, actor, id, ct);
        return new Invited(invitation, link, mail.Id);
    }

    private static Problem? Check(string name, string email) => (name, email) switch
    {
        _ when Text.IsBlank(name) => Problems.Invalid("name", "Enter the candidate's name."),
        ({ Length: > MaxName }, _) => Problems.Invalid("name", $"A name can have at most {MaxName} characters; this one has {name.Length:N0}."),
        _ when name.Any(Text.IsUnprintable) => Problems.Invalid("name", "A name cannot have line breaks or control characters."),
        (_, { Length: 0 }) => Problems.Invalid("email", "Enter the candidate's e-mail address."),
        _ when !EmailAddress.IsValid(email) => Problems.Invalid("email", "This does not look like an e-mail address."),
        _ => null,
    };
}
