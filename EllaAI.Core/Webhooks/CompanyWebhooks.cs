using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>A company's endpoints in one document: there are few, each event asks for all of them, and their number stays bounded.</summary>
public sealed record CompanyWebhooks(IReadOnlyList<WebhookEndpoint> Endpoints)
{
    public const string Collection = "webhooks";
    public const int MaxEndpoints = 10;

    private const string Id = "all";

    public static async Task<Versioned<CompanyWebhooks>> Of(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var key = actor.Key(Collection, Id);
        return await documents.Get<CompanyWebhooks>(key, ct) ?? new(key, new([]), 0);
    }

    public WebhookEndpoint? Find(WebhookId id) => Endpoints.FirstOrDefault(e => e.Id == id);

    /// <summary>Those that are on and want this event.</summary>
    public IEnumerable<WebhookEndpoint> Wanting(WebhookEventType type) => Endpoints.Where(e => e.Enabled && e.Events.Contains(type.Name));

    public Result<CompanyWebhooks> Add(WebhookEndpoint endpoint) => this switch
    {
        { Endpoints.Count: >= MaxEndpoints } => WebhookProblems.TooMany,
        _ when Endpoints.Any(e => e.Url == endpoint.Url) => WebhookProblems.Known,
        _ => this with { Endpoints = [.. Endpoints, endpoint] },
    };

    public CompanyWebhooks Replace(WebhookEndpoint endpoint) => this with { Endpoints = [.. Endpoints.Select(e => e.Id == endpoint.Id ? endpoint : e)] };

    public CompanyWebhooks Remove(WebhookId id) => this with { Endpoints = [.. Endpoints.Where(e => e.Id != id)] };
}

public static class WebhookProblems
{
    public static Problem TooMany { get; } = new(
        "webhook-too-many", $"A company can have {CompanyWebhooks.MaxEndpoints} webhooks. Remove one that is not needed any more.", ProblemKind.Conflict);

    public static Problem Known { get; } = Problems.Invalid("url", "There is a webhook to this address already. Change what it is told instead.");

    public static Problem Sealed { get; } = new(
        "webhook-secret-unreadable", "Its secret cannot be read on this installation. Rotate it, and give the new one to the receiver.", ProblemKind.Conflict);
}
