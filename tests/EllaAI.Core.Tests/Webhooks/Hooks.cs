using System.Collections.Concurrent;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Webhooks;
using Xunit;

namespace EllaAI.Core.Tests.Webhooks;

/// <summary>Acme with webhooks: its admin, the way of its events to their endpoints, and whatever posts and seals.</summary>
public sealed class Hooks
{
    public static readonly IReadOnlyList<string> AllEvents = [.. WebhookEvents.All.Select(e => e.Name)];

    private readonly EventSubscribers _subscribers = new([
        Subscription.Of<AssessmentPublished, QueueWebhooks>(Schemas.Declared),
        Subscription.Of<CandidateInvited, QueueWebhooks>(Schemas.Declared),
        Subscription.Of<AttemptStarted, QueueWebhooks>(Schemas.Declared),
        Subscription.Of<AttemptClosed, QueueWebhooks>(Schemas.Declared),
        Subscription.Of<AttemptScored, QueueWebhooks>(Schemas.Declared),
        Subscription.Of<WebhookDue, SendWebhook>(Schemas.Declared)]);

    public Hooks(Acme acme, IWebhookClient client, IWebhookSecrets secrets, WebhookRules rules)
    {
        (Acme, Secrets) = (acme, secrets);
        var (sign, note) = (new SignWebhook(secrets, acme.Clock), new NoteAnswer(acme.Documents, acme.Clock));
        List = new(acme.Documents);
        Add = new(acme.Documents, secrets, rules, acme.Clock);
        Change = new(acme.Documents, acme.Clock);
        Rotate = new(acme.Documents, secrets, acme.Clock);
        Remove = new(acme.Documents, acme.Clock);
        Test = new(acme.Documents, sign, client, note);
        Note = note;
        Queue = new(acme.Documents, acme.Clock);
        Send = new(acme.Documents, sign, client, note);
        Dispatch = new(acme.Documents, _subscribers, acme.Clock);
    }

    public Acme Acme { get; }

    public IWebhookSecrets Secrets { get; }

    public Actor Admin { get; } = Acme.As(Role.Admin);

    public ListWebhooks List { get; }

    public AddWebhook Add { get; }

    public ChangeWebhook Change { get; }

    public RotateWebhookSecret Rotate { get; }

    public RemoveWebhook Remove { get; }

    public SendTestWebhook Test { get; }

    public NoteAnswer Note { get; }

    public QueueWebhooks Queue { get; }

    public SendWebhook Send { get; }

    public DispatchEvents Dispatch { get; }

    /// <summary>What went wrong on the way, in its own words.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<AddedWebhook> Added(string url, params IReadOnlyList<string> events) =>
        (await Add.Run(Admin, url, "", events.Count == 0 ? AllEvents : events, Ct)).Value();

    public async Task<WebhookView> Shown(WebhookId id) => (await List.Run(Admin, Ct)).Value().Single(w => w.Id == id);

    /// <summary>As the dispatcher and the jobs do it, until nothing is due.</summary>
    public async Task DeliverAll()
    {
        do
        {
            while ((await Dispatch.Run(Ct)).More) { }
        }
        while (await DeliverDue());
    }

    /// <summary>What is on its way, waiting and dead.</summary>
    public async Task<List<Delivery>> Deliveries()
    {
        var platform = Actor.System(CompanyId.Platform);
        var all = new List<Delivery>();
        foreach (var state in new[] { "waiting", "dead" })
            all.AddRange(await Acme.Documents.Query<Delivery>(platform.QueryEverywhere(Delivery.InState, state), Ct).ToList(Ct));
        return all;
    }

    /// <returns>Whether that has made new events.</returns>
    private async Task<bool> DeliverDue()
    {
        var due = await Dispatch.Overdue(_ => true, Ct);
        var deliver = new DeliverEvents(Acme.Documents, _subscribers, new(Acme.Documents, Acme.Self, Acme.Clock), Acme.Self, Acme.Clock);
        await Task.WhenAll(due.Select(lane =>
            deliver.Run(Actor.System(lane.Company), lane.Name, new Provider(this), (_, e) => Failures.Enqueue(e.Message), Ct)));
        return Acme.Data.Events.Count > 0;
    }

    private sealed class Provider(Hooks hooks) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(SendWebhook) ? hooks.Send : hooks.Queue;
    }
}

/// <summary>Receivers that answer as they are told, and remember what they got.</summary>
public sealed class ScriptedReceivers : IWebhookClient
{
    private readonly ConcurrentQueue<WebhookCall> _calls = new();
    private readonly ConcurrentDictionary<string, int?> _answers = new();

    public IReadOnlyList<WebhookCall> Calls => [.. _calls];

    /// <summary>Null when it does not answer at all.</summary>
    public void Answer(string host, int? status) => _answers[host] = status;

    public IEnumerable<WebhookCall> To(string host) => _calls.Where(c => c.Url.Host == host);

    public Task<WebhookAnswer> Post(WebhookCall call, CancellationToken ct)
    {
        _calls.Enqueue(call);
        var status = _answers.GetValueOrDefault(call.Url.Host, 204);
        return Task.FromResult(new WebhookAnswer(status, status is null ? "It did not answer." : "", TimeSpan.FromMilliseconds(7)));
    }

    public Task<WebhookAnswer> Try(WebhookCall call, CancellationToken ct) => Post(call, ct);
}

/// <summary>Seals by writing whose it is before it, so that a test sees who sealed what.</summary>
public sealed class MarkedSecrets : IWebhookSecrets
{
    /// <summary>As after the keys were lost.</summary>
    public bool Lost { get; set; }

    public string Seal(CompanyId company, WebhookId endpoint, string secret) => $"{company}|{endpoint.Value:N}|{secret}";

    public string? Open(CompanyId company, WebhookId endpoint, string sealedSecret) =>
        !Lost && sealedSecret.StartsWith($"{company}|{endpoint.Value:N}|", StringComparison.Ordinal) ? sealedSecret.Split('|')[2] : null;
}
