using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>Has all that is kept about somebody written out. Asked again by the same person while it is made, it is the same one.</summary>
public sealed class AskExport(IDocumentStore documents, FindTraces traces, ErasureLedger ledger, TimeProvider clock)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    public async Task<Result<Export>> Candidate(Actor actor, string email, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ErasePeople) is { } withheld) return withheld;
        if (actor.Company == CompanyId.Platform || actor.Account is not { } by) return Problems.Forbidden;
        if (!EmailAddress.IsValid(email.Trim())) return Problems.Invalid("email", "This does not look like an e-mail address.");
        var (company, address) = (Actor.System(actor.Company), Account.Normal(email));
        var subject = await ledger.Mark(ErasureLedger.Candidate(actor.Company, address), ct);
        var any = false;
        await foreach (var _ in traces.OfCandidate(company, address, subject, null, ct))
        {
            any = true;
            break;
        }

        return any ? await Begin(company, subject, by, actor.Origin, export => export with { Address = address }, ct) : PrivacyProblems.Nobody;
    }

    /// <param name="account">Of whoever asks, who has shown that it is they.</param>
    public async Task<Result<Export>> Self(Account account, CancellationToken ct, OriginId? from = null) =>
        await Begin(_platform, await ledger.Mark(ErasureLedger.Account(account.Id), ct), account.Id, from, export => export with { Account = account.Id }, ct);

    private async Task<Result<Export>> Begin(Actor within, string subject, AccountId by, OriginId? from, Func<Export, Export> about, CancellationToken ct)
    {
        await foreach (var waiting in documents.All<Export>(within.Query(Export.InState, "waiting"), ct))
            if (waiting.Value.Subject == subject && waiting.Value.By == by) return waiting.Value;
        var export = about(new(new(Guid.NewGuid()), subject, by, clock.GetUtcNow()));
        var begun = await documents.Commit(
            [Change.Create(Export.Key(within, export.Id), export)],
            [
                new PrivacyAsked(within.Company, export.Id.Value, Export: true),
                new Audited(within.Company, by.Value.ToString("N"), AuditAction.PersonExported, $"{Export.Collection}/{export.Id.Value:N}", export.AskedAt, "", "") { From = from?.Value.ToString("N") ?? "" },
            ],
            ct);
        return begun ? export : Problems.Conflict;
    }
}
