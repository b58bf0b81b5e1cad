using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>
/// Notes that guessing at somebody's sign-in began to be slowed down: when the waiting begins and when it is as long as it gets, never each try. Does the
/// same for an address that nobody has, so that the answer takes as long.
/// </summary>
public sealed class NoteDelay(IDocumentStore documents, TimeProvider clock)
{
    /// <summary>For how long it is kept from where somebody guessed at nobody: it is of no use to anyone.</summary>
    private static readonly TimeSpan _soon = TimeSpan.FromDays(1);

    private readonly Origins _origins = new(documents, clock);

    /// <param name="account">Null where there is none.</param>
    /// <param name="tries">How many there were, with this one.</param>
    /// <param name="what">What was wrong, in the plural.</param>
    public async Task Run(AccountId? account, int tries, string what, string address, string agent)
    {
        if (!CountTries.Slows(tries)) return;
        // Whoever hangs up is noted all the same.
        var (ct, now, whose) = (CancellationToken.None, clock.GetUtcNow(), account ?? new(Guid.NewGuid()));
        var (from, made) = await _origins.Of(whose, address, agent, ct);
        await documents.Commit(
            account is null ? [.. made.Select(m => m with { Value = (Origin)m.Value! with { At = now - Origin.Kept + _soon } })] : made,
            [AccountAudited.Of(whose, AuditAction.SignInDelayed, now, from, $"after {tries} wrong {what} in a row") with { ByVisitor = true }],
            ct);
    }
}
