using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Notifications;

/// <summary>Acme's mail on its way: what is committed, the events, the mail server.</summary>
internal sealed class PostOffice : IServiceProvider
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);
    private readonly EventSubscribers _subscribers = new([Subscription.Of<MailWritten, SendMail>(Schemas.Declared)]);

    private PostOffice(Acme acme) => Acme = acme;

    public Acme Acme { get; }

    public MailServer Server { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DispatchEvents Dispatch => new(Acme.Documents, _subscribers, Acme.Clock);

    public static async Task<PostOffice> Open() => new(await Acme.Open());

    public async Task<MailId> Invite(string name = "Ann Lee", string email = "ann@example.com") =>
        (await Acme.Invite.Run(Acme.Recruiter, Acme.Assessment.Id, name, email, Acme.Site, Ct)).Value().Mail;

    public async Task<Mail> Read(MailId id) => (await Acme.Documents.Get<Mail>(Acme.System.Key(Mail.Collection, id), Ct))!.Value;

    public Task<Result<Mail>> Resend(MailId id) => new ResendMail(Acme.Documents, Server, Acme.Clock).Run(Acme.Recruiter, id, Ct);

    /// <summary>As the dispatcher and the jobs do it, for all that is due.</summary>
    public async Task Deliver()
    {
        while ((await Dispatch.Run(Ct)).More) { }
        foreach (var lane in await Dispatch.Overdue(_ => true, Ct))
            await new DeliverEvents(Acme.Documents, _subscribers, new(Acme.Documents, Acme.Self, Acme.Clock), Acme.Self, Acme.Clock)
                .Run(Actor.System(lane.Company), lane.Name, this, (_, _) => { }, Ct);
    }

    /// <summary>The same, while this much time goes by.</summary>
    public async Task DeliverFor(TimeSpan time)
    {
        for (var end = Acme.Clock.GetUtcNow() + time; Acme.Clock.GetUtcNow() < end; Acme.Clock.Advance(TimeSpan.FromSeconds(10))) await Deliver();
    }

    public async Task<List<Delivery>> Deliveries(string state) =>
        await Acme.Documents.Query<Delivery>(_platform.QueryEverywhere(Delivery.InState, state), Ct).ToList(Ct);

    public object GetService(Type serviceType) => new SendMail(Acme.Documents, Server, Acme.Live, Acme.Clock);
}
