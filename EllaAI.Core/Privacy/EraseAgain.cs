using System.Runtime.CompilerServices;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>
/// Finds people who were erased and are there again, because an older state of the documents was brought back, and has them erased anew. The
/// documents are looked through only where the ledger's file tells of somebody of whom they do not know.
/// </summary>
public sealed class EraseAgain(IDocumentStore documents, ErasureLedger ledger, AskErasure ask, DeleteCompanies companies)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <returns>How many are being erased again.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var unsettled = await ledger.Merge(ct);
        if (unsettled.Marks.Count == 0) return 0;
        var (found, lost) = (0, new HashSet<string>());
        await foreach (var (hash, begun) in Back(unsettled, ct))
        {
            if (begun) found++;
            else lost.Add(hash);
        }

        // Each that is back has its erasure by now, which is a document. Whose could not begin is looked for again.
        foreach (var mark in unsettled.Marks.Values.Where(m => !lost.Contains(m.Hash)))
            await ledger.Settle(mark.Key, mark.Hash, mark.At, ct);
        return found;
    }

    private async IAsyncEnumerable<(string Hash, bool Begun)> Back(UnsettledMarks unsettled, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var account in Accounts(unsettled, ct)) yield return account;
        await foreach (var company in documents.All<Company>(_platform.QueryEverywhere(Company.Everywhere), ct))
            if (unsettled.Find(ErasureLedger.Company(company.Value.Id)) is { } mark) yield return (mark.Hash, await companies.Again(company.Value.Id, ct));
            else
                await foreach (var candidate in Candidates(Actor.System(company.Value.Id), unsettled, ct)) yield return candidate;
    }

    private async IAsyncEnumerable<(string Hash, bool Begun)> Accounts(UnsettledMarks unsettled, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var account in documents.Walk<Account>(_platform.Range(Account.Collection), ct))
        {
            if (unsettled.Find(ErasureLedger.Account(account.Value.Id)) is not { } mark) continue;
            yield return (mark.Hash, (await ask.Again(_platform, ErasureKind.Account, mark.Hash, e => e with { Account = account.Value.Id }, mark.At, ct)).Ok(out _, out _));
        }
    }

    private async IAsyncEnumerable<(string Hash, bool Begun)> Candidates(Actor company, UnsettledMarks unsettled, [EnumeratorCancellation] CancellationToken ct)
    {
        var addresses = new HashSet<string>();
        await foreach (var invitation in documents.Walk<Invitation>(company.Range(Invitation.Collection), ct)) addresses.Add(Account.Normal(invitation.Value.Email));
        await foreach (var mail in documents.Walk<Mail>(company.Range(Mail.Collection), ct)) addresses.Add(Account.Normal(mail.Value.ToAddress));
        await foreach (var member in documents.Walk<MemberInvitation>(company.Range(MemberInvitation.Collection), ct)) addresses.Add(Account.Normal(member.Value.Email));
        foreach (var address in addresses)
        {
            if (unsettled.Find(ErasureLedger.Candidate(company.Company, address)) is not { } mark) continue;
            yield return (mark.Hash, (await ask.Again(company, ErasureKind.Candidate, mark.Hash, e => e with { Address = address }, mark.At, ct)).Ok(out _, out _));
        }
    }
}
