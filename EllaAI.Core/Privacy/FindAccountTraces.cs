using System.Runtime.CompilerServices;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>
/// All that is kept about somebody who signs in: on the platform, and of their memberships in companies. What a company keeps about them as a candidate
/// is that company's.
/// </summary>
public sealed class FindAccountTraces(IDocumentStore documents)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <param name="subject">As it stands on exports of the same person.</param>
    public async IAsyncEnumerable<Trace> Run(Account account, string subject, [EnumeratorCancellation] CancellationToken ct)
    {
        var id = account.Id.Value.ToString("N");
        await foreach (var session in documents.All<Session>(_platform.Query(Session.OfAccount, id), ct)) yield return Trace.Of(session);
        await foreach (var origin in documents.All<Origin>(_platform.Query(Origin.OfAccount, id), ct)) yield return Trace.Of(origin);
        foreach (var passkey in account.Passkeys)
            if (await documents.Get<PasskeyOwner>(PasskeyOwner.Key(passkey.Id), ct) is { } owner) yield return Trace.Of(owner);
        if (await documents.Get<AddressOwner>(AddressOwner.Key(account), ct) is { } address && address.Value.Account == account.Id) yield return Trace.Of(address);
        await foreach (var company in Companies(ct))
            await foreach (var trace in In(Actor.System(company), account, ct)) yield return trace;
        await foreach (var export in documents.Walk<Export>(_platform.Range(Export.Collection), ct))
        {
            if (export.Value.Subject != subject) continue;
            await foreach (var part in documents.Walk<ExportPart>(_platform.Range(ExportPart.Collection, export.Value.Id.Value.ToString("N")), ct)) yield return Trace.Of(part);
            // One that is being written meanwhile collides with its end.
            yield return Trace.Of(export, last: true);
        }

        if (await documents.Get<Account>(_platform.Key(Account.Collection, account.Id), ct) is { } found) yield return Trace.Of(found, last: true);
    }

    private async IAsyncEnumerable<CompanyId> Companies([EnumeratorCancellation] CancellationToken ct)
    {
        yield return CompanyId.Platform;
        await foreach (var company in documents.All<Company>(_platform.QueryEverywhere(Company.Everywhere), ct)) yield return company.Value.Id;
    }

    private async IAsyncEnumerable<Trace> In(Actor company, Account account, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await documents.Get<Member>(Member.Key(company, account.Id), ct) is { } member) yield return Trace.Of(member);
        if (await documents.Get<MemberInvitation>(company.Key(MemberInvitation.Collection, MemberInvitationId.Of(account.Email)), ct) is { } invited) yield return Trace.Of(invited);
        await foreach (var acting in documents.Walk<Impersonation>(company.Range(Impersonation.Collection), ct))
            if (acting.Value.By == account.Id || acting.Value.As == account.Id) yield return Trace.Of(acting);
        await foreach (var mail in documents.Walk<Mail>(company.Range(Mail.Collection), ct))
        {
            // What is not personal was written to candidates.
            if (mail.Value.Personal is null) continue;
            if (Account.Normal(mail.Value.ToAddress) == account.NormalizedEmail) yield return Trace.Of(mail);
            else if (mail.Value.Named.Contains(account.Id))
                // Who is to get it still has to know that it happened.
                yield return Trace.Of(mail) with { OnlyNames = true, Becomes = mail.Value.State == MailState.Sent ? null : ImpersonationMail.Unnamed(mail.Value) };
            else if (mail.Value.Inviter == account.Id)
                yield return Trace.Of(mail) with { OnlyNames = true, Becomes = mail.Value with { Inviter = null, Text = MemberInvitationMail.Unnamed(mail.Value.Text) } };
        }
    }
}
