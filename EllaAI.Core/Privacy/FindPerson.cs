using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <param name="Counts">How many documents of which collection are kept.</param>
/// <param name="Runs">Sits at an assessment now.</param>
/// <param name="IsMember">Also acts for the company: their account is their own to erase.</param>
/// <param name="Subject">As it stands on receipts about them.</param>
public sealed record FoundPerson(string Address, IReadOnlyDictionary<string, int> Counts, bool Runs, bool IsMember, string Subject, Erasure? Underway, IReadOnlyList<Erasure> Receipts);

/// <summary>What the company keeps about an address, and whether it was erased before.</summary>
public sealed class FindPerson(IDocumentStore documents, FindTraces traces, ErasureLedger ledger, TimeProvider clock)
{
    public async Task<Result<FoundPerson>> Run(Actor actor, string email, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ErasePeople) is { } withheld) return withheld;
        if (actor.Company == CompanyId.Platform) return Problems.Forbidden;
        if (email.Trim().Length == 0) return Problems.Invalid("email", "Enter the person's e-mail address.");
        if (!EmailAddress.IsValid(email.Trim())) return Problems.Invalid("email", "This does not look like an e-mail address.");
        var (company, address) = (Actor.System(actor.Company), Account.Normal(email));
        var subject = await ledger.Mark(ErasureLedger.Candidate(actor.Company, address), ct);
        var (counts, runs) = (new SortedDictionary<string, int>(StringComparer.Ordinal), false);
        await foreach (var trace in traces.OfCandidate(company, address, subject, null, ct))
        {
            counts[trace.Key.Collection] = counts.GetValueOrDefault(trace.Key.Collection) + 1;
            runs |= trace.Value is Attempt { State: AttemptState.InProgress } attempt && !attempt.IsOverdue(clock.GetUtcNow());
        }

        var earlier = new List<Erasure>();
        await foreach (var erasure in documents.All<Erasure>(actor.Query(Erasure.Newest) with { Descending = true }, ct))
            if (erasure.Value.Subject == subject) earlier.Add(erasure.Value);
        return new FoundPerson(
            email.Trim(), counts, runs, await IsMember(company, address, ct), subject,
            earlier.Find(e => e.State == ErasureState.Waiting), [.. earlier.Where(e => e.State == ErasureState.Done)]);
    }

    private async Task<bool> IsMember(Actor company, string address, CancellationToken ct)
    {
        var accounts = await documents.Query<Account>(Actor.System(CompanyId.Platform).Query(Account.ByEmail, address) with { Limit = 1 }, ct).ToList(ct);
        return accounts is [var account] && await documents.Get<Member>(Member.Key(company, account.Id), ct) is not null;
    }
}
