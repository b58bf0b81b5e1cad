using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

/// <summary>Whoever holds the link reads the invited person's mail too, or not. Each code opens once; five wrong tries end it.</summary>
public sealed class EnterLinkCode(IDocumentStore documents, OpenInvitation open, TimeProvider clock)
{
    /// <returns>The invitation that is proven.</returns>
    public async Task<Result<Invitation>> Run(string token, string code, CancellationToken ct)
    {
        // People copy codes with spaces around and between.
        var digits = string.Concat(code.Take(40).Where(c => !char.IsWhiteSpace(c)));
        var tried = await documents.Retry(
            async () => (await open.Run(token, ct)).Ok(out var opened, out var problem) ? await Decide(opened, digits, ct) : problem, ct);
        // The try has been counted by now.
        return !tried.Ok(out var answer, out var refused) ? refused : answer.Right ? answer.Invitation : LinkCodeProblems.Wrong;
    }

    private async Task<Result<Decision<(bool Right, Invitation Invitation)>>> Decide(OpenedInvitation opened, string digits, CancellationToken ct)
    {
        var key = Actor.LinkHolder(opened.Company.Id).Key(LinkCode.Collection, opened.Invitation.Id);
        if (await documents.Get<LinkCode>(key, ct) is not { Value: var kept } found || kept.IsOver(clock.GetUtcNow())) return LinkCodeProblems.Over;
        var right = kept.Is(digits);
        return new Decision<(bool, Invitation)>((right, opened.Invitation), [Change.Update(found, right ? kept.Used() : kept.Missed())], []);
    }
}
