using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

public enum AccountLink
{
    ResetPassword,
    ConfirmEmail,
}

/// <summary>Makes links that only the person who gets them by mail can show.</summary>
public interface IAccountLinks
{
    Uri Make(AccountLink kind, Account account);
}

/// <summary>Somebody typed an address and asked for a link to be sent there. The account may be one that does not exist.</summary>
[EventContract("ella.account-link-asked", 1)]
public sealed record AccountLinkAsked(CompanyId Company, AccountId Account, AccountLink Link) : IEvent
{
    string IEvent.Subject => $"account/{Account.Value:N}";
}

/// <summary>
/// Takes the wish for a link. Does the same for every address, known or not: what it leads to is done later, by <see cref="SendAccountLink"/>, so that
/// neither the answer nor the time it takes tells whether there is an account. Who asks too often gets no more mails.
/// </summary>
public sealed class AskForLink(IDocumentStore documents, CountTries tries)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <param name="normalizedEmail">As <see cref="Account.NormalizedEmail"/>.</param>
    public async Task Run(AccountLink link, string normalizedEmail, CancellationToken ct)
    {
        if (!(await tries.Begin($"{link}:{normalizedEmail}", ct)).Ok(out _, out _)) return;
        var found = await documents.Query<Account>(_platform.Query(Account.ByEmail, normalizedEmail) with { Limit = 1 }, ct).ToList(ct);
        await documents.Commit([], [new AccountLinkAsked(CompanyId.Platform, found is [var account] ? account.Id : new(Guid.NewGuid()), link)], ct);
    }
}

/// <summary>Writes the mail with the link, once, when there is somebody to write to.</summary>
public sealed class SendAccountLink(IDocumentStore documents, IAccountLinks links, TimeProvider clock) : ISubscriber<AccountLinkAsked>
{
    public async Task Handle(AccountLinkAsked e, Inbox inbox, CancellationToken ct)
    {
        var platform = Actor.System(e.Company);
        if (await documents.Get<Account>(platform.Key(Account.Collection, e.Account), ct) is not { Value: { DisabledAt: null } account }) return;
        if (e.Link == AccountLink.ConfirmEmail && account.EmailConfirmed) return;
        var (posted, written) = AccountMail.With(e.Link, links.Make(e.Link, account), account, clock.GetUtcNow()).Post(platform);
        if (!await documents.Commit([posted, inbox.Done], [written], ct)) throw new InvalidOperationException("Somebody else has sent the link meanwhile.");
    }
}
