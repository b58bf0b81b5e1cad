using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Questions;

namespace EllaAI.Web.Questions;

/// <summary>The library is read again after a change, also when whoever made the change died before it could say so.</summary>
internal sealed class ForgetQuestions(ICache cache) : ISubscriber<QuestionSaved>
{
    public Task Handle(QuestionSaved e, Inbox inbox, CancellationToken ct) => ReadQuestions.Forget(cache, Actor.System(e.Company), ct).AsTask();
}
