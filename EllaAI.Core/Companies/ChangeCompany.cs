using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>What whoever operates the platform can do to a company.</summary>
public sealed class ChangeCompany(IDocumentStore documents, TimeProvider clock)
{
    public const int MaxReason = 300;

    /// <summary>Its members are out of every page within seconds, and nobody starts an attempt. Who is in the middle of one finishes it.</summary>
    /// <param name="reason">For its members, who are shown it.</param>
    public Task<Result<Company>> Suspend(Actor actor, CompanyId id, string reason, CancellationToken ct) => reason.Trim() switch
    {
        var why when Text.IsBlank(why) => Failed(Problems.Invalid("reason", "Say why, in a few words: it is shown to the company's members.")),
        { Length: > MaxReason } => Failed(Problems.Invalid("reason", $"A reason can have at most {MaxReason} characters.")),
        var why when why.Any(Text.IsUnprintable) => Failed(Problems.Invalid("reason", "A reason is one line of text.")),
        var why => Change(actor, id, AuditAction.CompanySuspended, c => c with { Suspended = why }, ct),
    };

    public Task<Result<Company>> Restore(Actor actor, CompanyId id, CancellationToken ct) =>
        Change(actor, id, AuditAction.CompanyRestored, c => c with { Suspended = null }, ct);

    private static Task<Result<Company>> Failed(Problem problem) => Task.FromResult<Result<Company>>(problem);

    private async Task<Result<Company>> Change(Actor actor, CompanyId id, string action, Func<Company, Company> change, CancellationToken ct)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        return await documents.Retry<Company>(
            async () =>
            {
                if (await documents.Get<Company>(Company.Key(Actor.System(id)), ct) is not { } found) return Problems.NotFound;
                if (found.Value.Deletion is not null) return AskDeletion.UnderWay;
                var changed = change(found.Value);
                return changed == found.Value
                    ? new Decision<Company>(changed, [], [])
                    : new Decision<Company>(
                        changed,
                        [Storage.Change.Update(found, changed)],
                        changed.Administered(actor, action, clock.GetUtcNow(), found.Value.Suspended ?? "", changed.Suspended ?? ""));
            },
            ct);
    }
}
