using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>What candidates agree to, and agreed to.</summary>
public sealed class ReadConsentText(IDocumentStore documents, ReadAttempt attempts)
{
    /// <summary>For whoever holds a link of the company. Null when nothing is asked.</summary>
    public Task<ConsentText?> Current(CompanyId company, CancellationToken ct) => ConsentText.Current(documents, Actor.LinkHolder(company), ct);

    /// <summary>To what the candidate of an attempt agreed: for them and for the people who decide.</summary>
    public async Task<Result<ConsentText>> Agreed(Actor actor, AttemptId id, CancellationToken ct)
    {
        if (!(await attempts.Run(actor, id, ct)).Ok(out var attempt, out var problem)) return problem;
        return attempt.Agreement is { } agreement && await documents.Get<ConsentText>(ConsentText.Key(actor, agreement.Version), ct) is { } text
                ? text.Value
                : Problems.NotFound;
    }
}
