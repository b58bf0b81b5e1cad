using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Audit;

/// <summary>Brings what was told to the logs, each time twice, and reads them. Without what Acme saves when it opens.</summary>
internal sealed class Logs(Acme acme)
{
    private int _told;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<IReadOnlyList<AuditLine>> Of(string company, AuditFilter? filter = null)
    {
        for (; _told < acme.Data.Events.Count; _told++)
        {
            var e = acme.Data.Events[_told];
            foreach (var _ in (int[])[1, 2])
            {
                if (e.Name() == "ella.account-audited") await new NoteOfAccount(acme.Documents, acme.Clock).Handle(Read<AccountAudited>(e), Inbox(CompanyId.Platform), Ct);
                if (e.Name() == "ella.company-administered") await new NoteOnPlatform(acme.Documents).Handle(Read<CompanyAdministered>(e), Inbox(CompanyId.Platform), Ct);
            }

            if (e.Name() == "ella.audited" && Read<Audited>(e).Target.Split('/')[0] is not ("question" or "assessment")) await new AppendAudit(acme.Documents).Handle(Read<Audited>(e), Inbox(Read<Audited>(e).Company), Ct);
        }

        Assert.Null((await new VerifyAudit(acme.Documents).Run(Actor.System(new(company)), Ct)).Value().Broken);
        return (await new ListAudit(acme.Documents).Run(Actor.System(new(company)), filter ?? new(), "", Ct)).Value().Items;
    }

    private EllaAI.Core.Operations.Inbox Inbox(CompanyId company) => new($"event-{_told}", Change.Create(Actor.System(company).Key("inbox", $"{_told}"), 1));

    private static T Read<T>(OutboxEvent e) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(e.Data), DocumentJson.Options)!;
}
