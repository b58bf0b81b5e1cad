using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Impersonations;

/// <summary>Ends one, for each of those who may: whoever acts, an owner of the company, an admin of the platform. Its pages are left within seconds. Ended twice is ended once.</summary>
public sealed class EndImpersonation(IDocumentStore documents, Sessions sessions, TimeProvider clock)
{
    /// <summary>The one in which whoever asks acts.</summary>
    public async Task<Result<Impersonation>> Own(Actor actor, CancellationToken ct) => actor.Acting is { } acting
        ? await Close(actor, actor.Company, acting.Impersonation, ImpersonationEnd.Ended, ct)
        : Problems.Forbidden;

    /// <summary>An owner ends one in their company.</summary>
    public async Task<Result<Impersonation>> Run(Actor actor, ImpersonationId id, CancellationToken ct) =>
        actor.Refusal(Permission.ManageOwners) is { } refused ? refused
        : actor.Company == CompanyId.Platform ? Problems.Forbidden
        : await Close(actor, actor.Company, id, ImpersonationEnd.ByOwner, ct);

    public async Task<Result<Impersonation>> OnPlatform(Actor actor, CompanyId company, ImpersonationId id, CancellationToken ct) =>
        actor.Refusal(Permission.OperatePlatform) is { } refused ? refused
        : !actor.OperatesPlatform ? Problems.Forbidden
        : await Close(actor, company, id, ImpersonationEnd.ByPlatform, ct);

    /// <summary>By beginning another one.</summary>
    internal Task<Result<Impersonation>> Another(Actor actor, CompanyId company, ImpersonationId id, CancellationToken ct) => Close(actor, company, id, ImpersonationEnd.Ended, ct);

    /// <summary>It is over already; this notes it.</summary>
    internal Task<Result<Impersonation>> Note(CompanyId company, ImpersonationId id, ImpersonationEnd end, CancellationToken ct) => Close(Actor.System(company), company, id, end, ct);

    private async Task<Result<Impersonation>> Close(Actor actor, CompanyId company, ImpersonationId id, ImpersonationEnd end, CancellationToken ct)
    {
        var closed = await documents.Retry<Impersonation>(
            async () =>
            {
                if (await documents.Get<Impersonation>(Impersonation.Key(Actor.System(company), id), ct) is not { } found) return Problems.NotFound;
                if (found.Value.State == ImpersonationState.Ended) return new Decision<Impersonation>(found.Value, [], []);
                var ended = found.Value.Finish(end, clock.GetUtcNow());
                return new Decision<Impersonation>(ended, [Change.Update(found, ended)], ended.Told(company, actor, AuditAction.ImpersonationEnded, ended.EndedAt!.Value, Words(end)));
            },
            ct);
        // Nobody is let in by it any more, whether or not this is reached.
        if (closed.Ok(out var over, out _)) await sessions.End(over.Session, ct);
        return closed;
    }

    private static string Words(ImpersonationEnd end) => end switch
    {
        ImpersonationEnd.Ended => "by whoever acted",
        ImpersonationEnd.TimeUp => "the time was up",
        ImpersonationEnd.ByOwner => "by an owner",
        ImpersonationEnd.ByPlatform => "by an admin of the platform",
        ImpersonationEnd.SessionOver => "the session ended",
        ImpersonationEnd.RoleLost => "whoever acted is no admin of the platform any more",
        ImpersonationEnd.SecondStep => "the company asks for a second step",
        ImpersonationEnd.MemberGone => "the member cannot be acted for any more",
        _ => "the company is suspended or deleted",
    };
}

internal static class ImpersonationAudit
{
    /// <summary>
    /// Into the company's log and on to the platform's, with both persons: as those who did it where the one who acts did, and where somebody else ended
    /// it as whom that was about, in <see cref="Audited.Before"/>.
    /// </summary>
    public static IReadOnlyList<IEvent> Told(this Impersonation acting, CompanyId company, Actor by, string action, DateTimeOffset at, string after)
    {
        var (admin, member, id) = (acting.By.Value.ToString("N"), acting.As.Value.ToString("N"), acting.Id.Value.ToString("N"));
        var (whom, before) = by.Name == admin ? (member, "") : ("", Both(admin, member));
        return
        [
            new Audited(company, by.Name, action, $"{Impersonation.Collection}/{id}", at, before, after) { From = by.Company == company && by.Acting is null ? by.Origin?.Value.ToString("N") ?? "" : "", For = whom, During = id },
            new CompanyAdministered(company, by.Name, action, at, before, after) { From = by.Company == CompanyId.Platform || by.Acting is not null ? by.Origin?.Value.ToString("N") ?? "" : "", For = whom, During = id },
        ];
    }

    /// <summary>Who acts and as whom, for a log: by their ids, or by their names.</summary>
    public static string Both(string by, string whom) => $"{by} for {whom}";

    /// <summary>The ids in what <see cref="Both"/> wrote; none in other texts.</summary>
    public static string[] BothOf(AuditEntry entry) =>
        entry.Action == AuditAction.ImpersonationEnded && entry.Before.Split(" for ") is [var by, var whom] && Guid.TryParse(by, out _) && Guid.TryParse(whom, out _) ? [by, whom] : [];
}
