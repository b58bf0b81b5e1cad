using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>
/// Notes that guessing at somebody's sign-in began to be slowed down: when the waiting begins and when it is as long as it gets, never each try. Does the
/// same for an address that nobody has, so that the answer takes as long.
/// </summary>
public sealed class NoteDelay(IDocumentStore documents, TimeProvider clock)
{
    private readonly Origins _origins = new(documents, clock);

    /// <param name="account">Null where there is none.</param>
    /// <param name="tries">How many there were, with this one.</param>
    /// <param name="what">What was wrong, in the plural.</param>
    public async Task Run(AccountId? account, int tries, string what, string address, string agent)
    {
        if (!CountTries.Slows(tries)) return;
        // Whoever hangs up is noted all the same.
        var (ct, whose) = (CancellationToken.None, account ?? new(Guid.NewGuid()));
        try
        {
            var (from, made) = await _origins.Of(whose, address, agent, ct);
            await documents.Commit(
                account is null ? [] : made, [AccountAudited.Of(whose, AuditAction.SignInDelayed, clock.GetUtcNow(), from, $"after {tries} wrong {what} in a row") with { ByVisitor = true }], ct);
        }
        catch (StoreUnavailableException)
        {
            // They are told that the try was wrong, as ever.
        }
    }
}
