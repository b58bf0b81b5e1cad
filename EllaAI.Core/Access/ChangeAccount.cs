using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>
/// Changes one account, however many want to at once: each change is decided on what the one before left. Whoever calls it has made sure that it is
/// the person's own, or that they proved it with what they sent.
/// </summary>
public sealed class ChangeAccount(IDocumentStore documents)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <param name="change">Runs once for each try: it must not do anything but decide.</param>
    /// <param name="notice">What the person is told by mail; null for nothing.</param>
    public Task<Result<Account>> Run(AccountId id, Func<Account, Result<Account>> change, Func<Account, Mail>? notice, CancellationToken ct) =>
        Run(id, change, _ => [], notice, (_, _) => null, ct);

    /// <param name="told">What the logs are told of it.</param>
    public Task<Result<Account>> Run(AccountId id, Func<Account, Result<Account>> change, Func<Account, Mail>? notice, Told told, CancellationToken ct) =>
        Run(id, change, _ => [], notice, told, ct);

    /// <param name="also">Other documents of the platform that change with it.</param>
    public Task<Result<Account>> Run(
        AccountId id, Func<Account, Result<Account>> change, Func<Account, IReadOnlyList<Change>> also, Func<Account, Mail>? notice, Told told, CancellationToken ct) =>
        documents.Retry<Account>(
            async () =>
            {
                if (await documents.Get<Account>(_platform.Key(Account.Collection, id), ct) is not { } found) return Problems.NotFound;
                if (!change(found.Value).Ok(out var changed, out var problem)) return problem;
                IReadOnlyList<IEvent> events = told(found.Value, changed) is { } noted ? [noted] : [];
                if (notice is null) return new Decision<Account>(changed, [Change.Update(found, changed), .. also(changed)], events);
                var (posted, written) = notice(changed).Post(_platform);
                return new Decision<Account>(changed, [Change.Update(found, changed), .. also(changed), posted], [written, .. events]);
            },
            ct);
}

/// <summary>What the logs are told of an account that was changed; null for nothing.</summary>
public delegate AccountAudited? Told(Account before, Account after);
