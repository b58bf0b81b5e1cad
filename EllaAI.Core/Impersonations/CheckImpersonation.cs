using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Impersonations;

/// <param name="As">Of the member.</param>
/// <param name="Place">The member's, in the one company.</param>
public sealed record ActingNow(Impersonation Impersonation, Account As, CompanyOfMember Place);

/// <summary>Whether somebody may still act as a member at this moment. Reads all of it anew, as sessions are.</summary>
public sealed class CheckImpersonation(IDocumentStore documents, ListCompaniesOf companies, TimeProvider clock)
{
    /// <returns>Who acts as whom; or why that is over. Neither when there never was such a one.</returns>
    public async Task<(ActingNow? Now, ImpersonationEnd? Over)> Run(CompanyId company, ImpersonationId id, CancellationToken ct)
    {
        if (await documents.Get<Impersonation>(Impersonation.Key(Actor.System(company), id), ct) is not { Value: var acting }) return (null, null);
        if (acting.State == ImpersonationState.Ended) return (null, acting.End);
        if (clock.GetUtcNow() >= acting.Until) return (null, ImpersonationEnd.TimeUp);
        if (await Own(acting, ct) is not var (own, admin) || await documents.Get<Session>(Session.Key(acting.Session), ct) is null) return (null, ImpersonationEnd.SessionOver);
        // Whoever begins another one has ended this.
        if (admin.Acts != acting.Id) return (null, ImpersonationEnd.Ended);
        if (!await documents.OperatesPlatform(acting.By, ct)) return (null, ImpersonationEnd.RoleLost);
        if (await documents.ActiveMember(Actor.System(company), acting.As, ct) is not { } member || await documents.OperatesPlatform(acting.As, ct)) return (null, ImpersonationEnd.MemberGone);
        if (await companies.Of(new(company, member.Member.Role), ct) is not { } place) return (null, ImpersonationEnd.CompanyClosed);
        return Suffices(own, place.Rules) ? (new(acting, member.Account, place), null) : (null, ImpersonationEnd.SecondStep);
    }

    /// <summary>The company's rules are for its members. What holds for whoever acts as one: where it asks for more than a password, they have shown two steps themselves.</summary>
    internal static bool Suffices(Session own, SignInRules rules) => own.Proof == SessionProof.TwoSteps || rules is { SecondStep: false, ProviderOnly: false };

    private async Task<(Session Session, Account Admin)?> Own(Impersonation acting, CancellationToken ct)
    {
        if (await documents.Get<Session>(Session.Key(acting.Own), ct) is not { Value: var own } || own.Account != acting.By || own.IsOver(clock.GetUtcNow())) return null;
        return await documents.Get<Account>(Session.Platform.Key(Account.Collection, own.Account), ct) is { Value: { DisabledAt: null } account } && account.SecurityStamp == own.Stamp ? (own, account) : null;
    }
}

internal static class ImpersonationReads
{
    /// <summary>In every company. Read to the end before anything is changed: what is ended is among them no more.</summary>
    public static async Task<List<(CompanyId Company, ImpersonationId Id)>> Running(this IDocumentStore documents, Func<Impersonation, bool> which, CancellationToken ct)
    {
        var running = new List<(CompanyId, ImpersonationId)>();
        await foreach (var found in documents.All<Impersonation>(Session.Platform.QueryEverywhere(Impersonation.InState, "running"), ct))
            if (which(found.Value)) running.Add((new(found.Key.Company), found.Value.Id));
        return running;
    }

    public static async Task<bool> OperatesPlatform(this IDocumentStore documents, AccountId account, CancellationToken ct) =>
        await documents.Get<Member>(Member.Key(Session.Platform, account), ct) is { Value: { Disabled: false, Role: Role.PlatformAdmin } };

    /// <summary>Null for somebody who could not act for the company themselves.</summary>
    public static async Task<(Member Member, Account Account)?> ActiveMember(this IDocumentStore documents, Actor company, AccountId id, CancellationToken ct) =>
        await documents.Get<Member>(Member.Key(company, id), ct) is { Value: { Disabled: false } member }
        && await documents.Get<Account>(Session.Platform.Key(Account.Collection, id), ct) is { Value: { DisabledAt: null } account }
            ? (member, account)
            : null;
}
