using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>
/// Whoever operates the platform has a company deleted. It is out at once, as one that is suspended; everything goes after <see cref="Deletion.Wait"/>,
/// and until then it can be taken back. Its owners are told by mail.
/// </summary>
public sealed class AskDeletion(IDocumentStore documents, TimeProvider clock)
{
    public static Problem UnderWay { get; } = new("company-deletion", "This company is being deleted. Take that back first.", ProblemKind.Conflict);

    public static Problem TooLate { get; } = new("deletion-too-late", "It is too late: this company is being deleted now.", ProblemKind.Gone);

    /// <param name="name">The company's, typed.</param>
    /// <param name="reason">For its members, who are shown it.</param>
    public async Task<Result<Company>> Run(Actor actor, CompanyId id, string name, string reason, CancellationToken ct)
    {
        if (!actor.OperatesPlatform || id == CompanyId.Platform) return Problems.Forbidden;
        reason = reason.Trim();
        if (Text.IsBlank(reason)) return Problems.Invalid("reason", "Say why, in a few words: it is shown to the company's members.");
        if (reason.Length > ChangeCompany.MaxReason) return Problems.Invalid("reason", $"A reason can have at most {ChangeCompany.MaxReason} characters.");
        if (reason.Any(Text.IsUnprintable)) return Problems.Invalid("reason", "A reason is one line of text.");
        return await documents.Retry<Company>(
            async () =>
            {
                if (await documents.Get<Company>(Company.Key(Actor.System(id)), ct) is not { } found) return Problems.NotFound;
                if (found.Value.Deletion is not null) return new Decision<Company>(found.Value, [], []);
                if (name.Trim() != found.Value.Name) return Problems.Invalid("name", "This is not the company's name.");
                var (now, at) = (clock.GetUtcNow(), clock.GetUtcNow() + Deletion.Wait);
                var going = found.Value with
                {
                    Deletion = new(actor.Name, reason, now, at, found.Value.Suspended),
                    Suspended = $"it is deleted with everything in it on {found.Value.Region.Write(at)}: {reason}",
                };
                return await Decided(actor, found, going, AuditAction.CompanyDeletionAsked, $"{going.Name} will be deleted", Told(going, at), ct);
            },
            ct);
    }

    public async Task<Result<Company>> TakeBack(Actor actor, CompanyId id, CancellationToken ct)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        return await documents.Retry<Company>(
            async () =>
            {
                if (await documents.Get<Company>(Company.Key(Actor.System(id)), ct) is not { } found) return Problems.NotFound;
                if (found.Value.Deletion is not { } deletion) return new Decision<Company>(found.Value, [], []);
                if (deletion.At <= clock.GetUtcNow()) return TooLate;
                var back = found.Value with { Deletion = null, Suspended = deletion.SuspendedBefore };
                return await Decided(actor, found, back, AuditAction.CompanyDeletionTakenBack, $"{back.Name} stays", $"{back.Name} is not deleted after all. Everything is as it was.", ct);
            },
            ct);
    }

    private async Task<Decision<Company>> Decided(Actor actor, Versioned<Company> found, Company changed, string action, string subject, string text, CancellationToken ct)
    {
        var (changes, events) = (new List<Change> { Change.Update(found, changed) }, new List<IEvent>());
        var company = Actor.System(changed.Id);
        await foreach (var member in Privacy.WalkExtensions.Walk<Member>(documents, company.Range(Member.Collection), ct))
        {
            if (member.Value is not { Role: Role.Owner, Disabled: false } owner) continue;
            var mail = new Mail(new(Guid.NewGuid()), owner.Name, owner.Email, subject, $"Hello {owner.Name},\n\n{text}\n", clock.GetUtcNow()) { Personal = Permission.ManageOwners };
            var (posted, written) = mail.Post(company);
            changes.Add(posted);
            events.Add(written);
        }

        // Its name is not in the logs: those of the platform stay.
        events.AddRange(changed.Administered(actor, action, clock.GetUtcNow(), "", changed.Id.Value));
        return new(changed, changes, events);
    }

    private static string Told(Company company, DateTimeOffset at) => $"""
        {company.Name} will be deleted from EllaAI with everything in it, on {company.Region.Write(at)}. Until then nobody acts for it; candidates who are in the middle of an assessment may finish it.

        The reason that was given: {company.Deletion!.Reason}

        If this is wrong, write to whoever runs this installation before that day: until then it can be taken back. Accounts stay, and each can be erased by whoever has it.
        """;
}
