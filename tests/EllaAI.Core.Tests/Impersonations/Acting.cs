using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using Xunit;

namespace EllaAI.Core.Tests.Impersonations;

/// <summary>Acme with an owner, Ines, and a recruiter, Rita; Olu, who runs the installation and is signed in; and what is done with them.</summary>
internal sealed class Acting
{
    private int _told;

    public const string Why = "Ticket 4711: a board that stays empty";

    private Acting(Acme acme, Account olu, Account ines, Account rita, Session own)
    {
        (Acme, Olu, Ines, Rita, Own) = (acme, olu, ines, rita, own);
        Staff = new(acme);
        Begin = new(acme.Documents, Staff.Companies, acme.Clock);
        End = new(acme.Documents, Staff.Sessions, acme.Clock);
        Close = new(acme.Documents, new(acme.Documents, Staff.Companies, acme.Clock), End);
        List = new(acme.Documents, Close);
    }

    public Acme Acme { get; }

    public Staff Staff { get; }

    public Account Olu { get; }

    public Account Ines { get; }

    public Account Rita { get; }

    public Session Own { get; }

    public BeginImpersonation Begin { get; }

    public EndImpersonation End { get; }

    public CloseImpersonations Close { get; }

    public ListImpersonations List { get; }

    public Actor Platform => Actor.Member(Olu.Id, new(CompanyId.Platform, Role.PlatformAdmin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Acting> Open(SessionProof proof = SessionProof.Password)
    {
        var acme = await Acme.Open();
        var staff = new Staff(acme);
        var (olu, ines, rita) = (await staff.Add("Olu Ade", Role.PlatformAdmin, "platform"), await staff.Add("Ines Berg", Role.Owner), await staff.Add("Rita Moreno", Role.Recruiter));
        return new(acme, olu, ines, rita, await staff.Sessions.Begin(olu.Id, "", new Opening(proof), "Firefox", "192.0.2.1", Ct));
    }

    public Task<Result<Impersonation>> Ask(Account member, string why = Why, string company = "acme") => Begin.Run(Platform, new(company), member.Id, why, Own.Id, Acme.Site, Ct);

    public async Task<Impersonation> Begun(Account? member = null) => (await Ask(member ?? Rita)).Value();

    /// <summary>Null when it is over.</summary>
    public Task<SignedIn?> Read(Impersonation acting) => Staff.Sessions.Read(acting.Session, null, Ct);

    public static Actor As(Impersonation acting, Role role) => Actor.Impersonator(acting.By, new(acting.Id, acting.As), new(Acme.Id, role));

    public async Task<Impersonation> Find(Impersonation acting) => (await Acme.Documents.Get<Impersonation>(Impersonation.Key(Acme.System, acting.Id), Ct))!.Value;

    public Task<List<Mail>> Mails() => Acme.Documents.Query<Mail>(Acme.System.Query(Mail.Newest), Ct).ToList(Ct);

    /// <summary>Brings what was told to both logs, and shows them, newest first.</summary>
    public async Task<(IReadOnlyList<AuditLine> Company, IReadOnlyList<AuditLine> Platform)> Logs()
    {
        for (; _told < Acme.Data.Events.Count; _told++)
        {
            var (e, done) = (Acme.Data.Events[_told], Change.Create(Session.Key(new(Guid.NewGuid())), 1));
            if (e.Name() == "ella.company-administered") await new NoteOnPlatform(Acme.Documents).Handle(Read<CompanyAdministered>(e), new($"event-{_told}", done), Ct);
            if (e.Name() != "ella.audited") continue;
            var audited = Read<Audited>(e);
            await new AppendAudit(Acme.Documents).Handle(audited, new($"event-{_told}", Change.Create(Actor.System(audited.Company).Key("inbox", $"{_told}"), 1)), Ct);
        }

        var list = new ListAudit(Acme.Documents);
        return ((await list.Run(Actor.System(Acme.Id), new(), "", Ct)).Value().Items, (await list.Run(Actor.System(CompanyId.Platform), new(), "", Ct)).Value().Items);
    }

    private static T Read<T>(OutboxEvent e) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(e.Data), DocumentJson.Options)!;
}
