using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

/// <param name="Attempt">Set when the person has started: the link leads back to it.</param>
/// <param name="Workbook">Set with the attempt: says which browser has it.</param>
public sealed record OpenedInvitation(Company Company, Versioned<Invitation> Found, Paper Paper, Attempt? Attempt, Workbook? Workbook)
{
    public Invitation Invitation => Found.Value;
}

/// <summary>What is behind a candidate's link. Changes nothing: mail scanners open links too.</summary>
public sealed class OpenInvitation(IDocumentStore documents, ReadPaper papers, TimeProvider clock)
{
    public async Task<Result<OpenedInvitation>> Run(string token, CancellationToken ct)
    {
        if (InvitationToken.Parse(token) is not { } parsed) return InvitationProblems.UnknownLink;
        var actor = Actor.LinkHolder(parsed.Company);
        await foreach (var found in documents.Query<Invitation>(actor.Query(Invitation.ByToken, parsed.Hash()) with { Limit = 1 }, ct))
            return found.Value.RevokedAt is not null ? InvitationProblems.Revoked
                : found.Value.IsExpired(clock.GetUtcNow()) ? InvitationProblems.Expired
                : await Opened(actor, found, ct);
        return InvitationProblems.UnknownLink;
    }

    private async Task<Result<OpenedInvitation>> Opened(Actor actor, Versioned<Invitation> found, CancellationToken ct)
    {
        var company = await documents.Get<Company>(actor.Key(Company.Collection, actor.Company.Value), ct);
        var attempt = found.Value.Attempt is { } id ? await documents.Get<Attempt>(actor.Key(Attempt.Collection, id), ct) : null;
        // Whoever is in the middle of an attempt finishes it.
        if (company is { Value.Suspended: not null } && attempt is null) return InvitationProblems.Paused;
        return new OpenedInvitation(
            company?.Value ?? new Company(actor.Company, actor.Company.Value),
            found,
            await papers.One(actor, found.Value.Paper, ct),
            attempt?.Value,
            attempt is null ? null : (await documents.Get<Workbook>(actor.Key(Workbook.Collection, attempt.Value.Id), ct))?.Value);
    }
}
