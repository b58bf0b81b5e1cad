using System.Runtime.CompilerServices;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Invitations;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>
/// All that a company keeps about somebody whom it invited. Counting, writing out and erasing follow this one list, so that none of them misses what
/// another knows.
/// </summary>
public sealed class FindTraces(IDocumentStore documents)
{
    /// <param name="company">The system, for the company.</param>
    /// <param name="address">As <see cref="Account.Normal"/> writes it.</param>
    /// <param name="until">What was made later is left out.</param>
    public async Task<IReadOnlyList<Versioned<Invitation>>> Invitations(Actor company, string address, DateTimeOffset? until, CancellationToken ct)
    {
        var invitations = new List<Versioned<Invitation>>();
        await foreach (var found in documents.Walk<Invitation>(company.Range(Invitation.Collection), ct))
            if (Account.Normal(found.Value.Email) == address && !(found.Value.SentAt > until)) invitations.Add(found);
        return invitations;
    }

    /// <param name="subject">As it stands on exports of the same person.</param>
    public async IAsyncEnumerable<Trace> OfCandidate(
        Actor company, string address, string subject, DateTimeOffset? until, [EnumeratorCancellation] CancellationToken ct)
    {
        var invitations = await Invitations(company, address, until, ct);
        var ids = new HashSet<string>();
        foreach (var invitation in invitations)
            await foreach (var trace in OfInvitation(company, invitation.Value, ids, ct)) yield return trace;
        await foreach (var trace in Mails(company, m => Account.Normal(m.ToAddress) == address && !(m.At > until), ids, ct)) yield return trace;
        if (await documents.Get<MemberInvitation>(company.Key(MemberInvitation.Collection, MemberInvitationId.Of(address)), ct) is { } member && !(member.Value.SentAt > until))
            yield return Trace.Of(member);
        await foreach (var trace in OnTheWay(company, ids, ct)) yield return trace;
        await foreach (var trace in Exports(company, subject, ct)) yield return trace;
        foreach (var invitation in invitations) yield return Trace.Of(invitation, last: true);
    }

    /// <summary>What belongs to attempts that are over, and nothing that belongs to others of the same people.</summary>
    public async IAsyncEnumerable<Trace> OfAttempts(Actor company, IReadOnlyList<Attempt> attempts, [EnumeratorCancellation] CancellationToken ct)
    {
        var (ids, invitations) = (new HashSet<string>(), new List<(Versioned<Invitation> Found, DateTimeOffset Ended)>());
        foreach (var attempt in attempts)
        {
            if (await documents.Get<Invitation>(company.Key(Invitation.Collection, attempt.Invitation), ct) is not { } found) continue;
            invitations.Add((found, attempt.ClosedAt ?? attempt.Deadline));
            await foreach (var trace in OfInvitation(company, found.Value, ids, ct)) yield return trace;
        }

        await foreach (var trace in Mails(company, IsOfThem, ids, ct)) yield return trace;
        await foreach (var trace in OnTheWay(company, ids, ct)) yield return trace;
        foreach (var (found, _) in invitations) yield return Trace.Of(found, last: true);

        bool IsOfThem(Mail mail) => mail.About.Length > 0
            ? invitations.Exists(i => mail.About == i.Found.Value.Id.Value.ToString("N"))
            // Older mails do not say what they are about.
            : mail.Personal is null && invitations.Exists(i => mail.ToAddress == i.Found.Value.Email && mail.At <= i.Ended);
    }

    /// <summary>Executions before their attempt: one that is graded meanwhile would miss it.</summary>
    private async IAsyncEnumerable<Trace> OfInvitation(Actor company, Invitation invitation, HashSet<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        var subjects = new List<string> { Named(invitation.Id.Value) };
        if (invitation.Attempt is { } started) subjects.Add(Named(started.Value));
        ids.UnionWith(subjects);
        foreach (var subject in subjects)
            await foreach (var execution in documents.All<CodeExecution>(company.Query(CodeExecution.OfSubject, subject), ct))
            {
                ids.Add(Named(execution.Value.Id.Value));
                yield return Trace.Of(execution);
            }

        if (await documents.Get<LinkCode>(company.Key(LinkCode.Collection, invitation.Id), ct) is { } code) yield return Trace.Of(code);
        if (invitation.Attempt is not { } attempt) yield break;
        if (await documents.Get<Attempt>(company.Key(Attempt.Collection, attempt), ct) is { } sat) yield return Trace.Of(sat);
        if (await documents.Get<Workbook>(company.Key(Workbook.Collection, attempt), ct) is { } workbook) yield return Trace.Of(workbook);
        await foreach (var draft in documents.All<Draft>(company.Query(Draft.OfAttempt, Named(attempt.Value)), ct)) yield return Trace.Of(draft);
        await foreach (var text in documents.All<DraftText>(company.Query(DraftText.OfAttempt, Named(attempt.Value)), ct)) yield return Trace.Of(text);
        await foreach (var chunk in documents.Walk<JournalChunk>(company.Range(JournalChunk.Collection, Named(attempt.Value)), ct)) yield return Trace.Of(chunk);
    }

    private async IAsyncEnumerable<Trace> Mails(Actor company, Func<Mail, bool> isTheirs, HashSet<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var mail in documents.Walk<Mail>(company.Range(Mail.Collection), ct))
        {
            if (!isTheirs(mail.Value)) continue;
            ids.Add(Named(mail.Value.Id.Value));
            yield return Trace.Of(mail);
        }
    }

    /// <summary>Events and deliveries, webhooks and dead letters among them: they hold ids only, which lead to nothing any more. What the audit log is due stays.</summary>
    private async IAsyncEnumerable<Trace> OnTheWay(Actor company, HashSet<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        if (ids.Count == 0) yield break;
        var audited = EventContractAttribute.Of(typeof(Audited)).Name;
        await foreach (var e in documents.Walk<OutboxEvent>(company.Range(OutboxEvent.Collection), ct))
            if (e.Value.Name() != audited && Tells(e.Value, ids)) yield return Trace.Of(e);
        await foreach (var delivery in documents.Walk<Delivery>(company.Range(Delivery.Collection), ct))
            if (delivery.Value.Event.Name() != audited && Tells(delivery.Value.Event, ids)) yield return Trace.Of(delivery);
    }

    private static bool Tells(OutboxEvent e, HashSet<string> ids)
    {
        var told = e.Subject + e.Data.GetRawText();
        return ids.Any(id => told.Contains(id, StringComparison.Ordinal));
    }

    private async IAsyncEnumerable<Trace> Exports(Actor company, string subject, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var export in documents.Walk<Export>(company.Range(Export.Collection), ct))
        {
            if (export.Value.Subject != subject) continue;
            await foreach (var part in documents.Walk<ExportPart>(company.Range(ExportPart.Collection, Named(export.Value.Id.Value)), ct)) yield return Trace.Of(part);
            // One that is being written meanwhile collides with its end.
            yield return Trace.Of(export, last: true);
        }
    }

    private static string Named(Guid id) => id.ToString("N");
}
