using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

/// <summary>Mails a code to the invited person, for whoever holds the link. The one before no longer works.</summary>
public sealed class SendLinkCode(IDocumentStore documents, OpenInvitation open, TimeProvider clock)
{
    public Task<Result<LinkCode>> Run(string token, CancellationToken ct) => documents.Retry(
        async () => (await open.Run(token, ct)).Ok(out var opened, out var problem) ? await Decide(opened, ct) : problem, ct);

    private async Task<Result<Decision<LinkCode>>> Decide(OpenedInvitation opened, CancellationToken ct)
    {
        if (!opened.Paper.AsksForCode) return Problems.NotFound;
        var (actor, now) = (Actor.LinkHolder(opened.Company.Id), clock.GetUtcNow());
        var key = actor.Key(LinkCode.Collection, opened.Invitation.Id);
        var found = await documents.Get<LinkCode>(key, ct);
        if (found is { Value: var last } && now < last.NextAt) return LinkCodeProblems.Wait(last.NextAt - now);
        var (kept, code) = LinkCode.New(opened.Invitation.Id, found?.Value.Sent ?? 0, now);
        var (posted, written) = InvitationMail.WriteCode(opened.Invitation, opened.Paper.Title, opened.Company.Name, code, now).Post(actor);
        return new Decision<LinkCode>(kept, [new(key, kept, found?.Version ?? 0), posted], [written]);
    }
}
