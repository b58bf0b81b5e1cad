using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>An attempt as it is now: one whose time is over is closed by whoever looks first.</summary>
public sealed class ReadAttempt(IDocumentStore documents, CloseAttempt close, TimeProvider clock)
{
    public async Task<Result<Attempt>> Run(Actor actor, AttemptId id, CancellationToken ct)
    {
        if (!actor.MayTake(id) && !actor.May(Permission.ViewResults)) return Problems.NotFound;
        if (await documents.Get<Attempt>(actor.Key(Attempt.Collection, id), ct) is not { } found) return Problems.NotFound;
        if (!actor.MayTake(id) && !await documents.IsOpen(actor, found.Value.Assessment, ct)) return Problems.NotFound;
        return found.Value.IsOverdue(clock.GetUtcNow())
            ? await close.Run(Actor.System(actor.Company), id, CloseReason.TimeUp, ct)
            : found.Value;
    }
}
