using System.Globalization;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Invitations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>How much more time every candidate gets whom the company invites from now on, in percent. Each invitation can be given another share.</summary>
public sealed class SetDefaultExtraTime(IDocumentStore documents, TimeProvider clock)
{
    public async Task<Result<Company>> Run(Actor actor, int percent, CancellationToken ct)
    {
        if (!actor.May(Permission.ManageCompany)) return Problems.Forbidden;
        if (ExtraTime.Check(percent) is { } wrong) return wrong;
        return await documents.Retry<Company>(
            async () =>
            {
                if (await documents.Get<Company>(Company.Key(actor), ct) is not { } found) return Problems.NotFound;
                if (found.Value.ExtraTime == percent) return new Decision<Company>(found.Value, [], []);
                var changed = found.Value with { ExtraTime = percent };
                return new Decision<Company>(
                    changed,
                    [Change.Update(found, changed)],
                    [
                        actor.Did(
                            AuditAction.ExtraTimeChanged, $"company/{actor.Company.Value}", clock.GetUtcNow(),
                            string.Create(CultureInfo.InvariantCulture, $"{found.Value.ExtraTime} %"), string.Create(CultureInfo.InvariantCulture, $"{percent} %")),
                    ]);
            },
            ct);
    }
}
