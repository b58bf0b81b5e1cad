using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>
/// Somebody signed in, changed how they do, or was guessed at. Committed on the platform with what was done; it is for the log of each company of which
/// they are a member, which other commits write. No account need be behind it: guessing at an address that nobody has does the same work.
/// </summary>
/// <param name="After">In a few words, without names, addresses and other companies.</param>
[EventContract("ella.account-audited", 1)]
public sealed record AccountAudited(CompanyId Company, AccountId Account, string Action, DateTimeOffset At, string After) : IEvent
{
    /// <summary>As <see cref="Audited.From"/>.</summary>
    public string From { get; init; } = "";

    /// <summary>The one company that it concerns; null for all of the person's.</summary>
    public CompanyId? Only { get; init; }

    /// <summary>True for what somebody did who never showed that they are the person.</summary>
    public bool ByVisitor { get; init; }

    string IEvent.Subject => $"account/{Account.Value:N}";

    public static AccountAudited Of(AccountId account, string action, DateTimeOffset at, OriginId? from, string after = "") =>
        new(CompanyId.Platform, account, action, at, after) { From = from?.Value.ToString("N") ?? "" };
}

/// <summary>
/// Puts it into the log of each company of which the person is a member now and was one then, once however often it is told. The platform is one of
/// them for its admins.
/// </summary>
public sealed class NoteOfAccount(IDocumentStore documents, TimeProvider clock) : ISubscriber<AccountAudited>
{
    private const int Most = 100;

    /// <summary>Joining follows at once on what a company's provider opened.</summary>
    private static readonly TimeSpan _joinsWithin = TimeSpan.FromMinutes(1);

    public async Task Handle(AccountAudited e, Inbox inbox, CancellationToken ct)
    {
        try
        {
            foreach (var company in await Companies(e, ct)) await Note(e, Actor.System(company), inbox, ct);
        }
        catch (StoreUnavailableException problem)
        {
            // As with every entry: one that is given up would be missed by nobody.
            throw new DeliveryPostponedException("The log cannot be written right now.", problem);
        }
    }

    private async Task<IReadOnlyList<CompanyId>> Companies(AccountAudited e, CancellationToken ct)
    {
        var query = Session.Platform.QueryEverywhere(Member.OfAccount, e.Account.Value.ToString("N")) with { Limit = Most };
        var companies = new List<CompanyId>();
        await foreach (var found in documents.Query<Member>(query, ct))
            if (!found.Value.Disabled && (e.Only is { } only ? only.Value == found.Key.Company : found.Value.JoinedAt <= e.At)) companies.Add(new(found.Key.Company));
        if (e.Only is not null && companies.Count == 0 && clock.GetUtcNow() - e.At < _joinsWithin) throw new DeliveryPostponedException("They are about to join.");
        return companies;
    }

    // Refused when it was passed on already, which is as good.
    private Task<bool> Note(AccountAudited e, Actor company, Inbox inbox, CancellationToken ct) => documents.Commit(
        [PassedOn.Mark(company, e.At, inbox)],
        [new Audited(company.Company, e.ByVisitor ? Actor.Visitor : e.Account.Value.ToString("N"), e.Action, $"{Account.Collection}/{e.Account.Value:N}", e.At, "", e.After) { From = e.From }],
        ct);
}
