using EllaAI.Core.Attempts;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Attempts;

/// <summary>Answers for a page of an attempt that cannot be shown. That one was erased is told to the browser that had it alone: an id tells nobody anything.</summary>
public sealed class GoneAttempt(CandidateSessions sessions, IDocumentStore documents)
{
    /// <returns>True when it was erased, false when this browser has to open its link.</returns>
    public async Task<bool> Answer(HttpContext context, AttemptId id)
    {
        var erased = sessions.Find(context, id) is { } actor && await documents.Get<Attempt>(actor.Key(Attempt.Collection, id), context.RequestAborted) is null;
        context.AnswerWith(erased ? StatusCodes.Status410Gone : StatusCodes.Status403Forbidden);
        return erased;
    }
}
