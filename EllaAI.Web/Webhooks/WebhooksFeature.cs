using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Webhooks;
using EllaAI.Web.Adapters.Http;
using EllaAI.Web.Hosting;
using EllaAI.Web.Operations;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Webhooks;

/// <summary>Tells addresses that companies chose what happens in them.</summary>
public static class WebhooksFeature
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhooksOptions>().BindConfiguration(WebhooksOptions.Section).ValidateOnStart();
        return services
            .AddSingleton(Rules)
            .AddSingleton<IWebhookSecrets, SealedSecrets>()
            .AddSingleton<IWebhookClient, WebhookClient>()
            .AddSingleton<SignWebhook>()
            .AddSingleton<NoteAnswer>()
            .AddSingleton<ListWebhooks>()
            .AddSingleton<AddWebhook>()
            .AddSingleton<ChangeWebhook>()
            .AddSingleton<RotateWebhookSecret>()
            .AddSingleton<RemoveWebhook>()
            .AddSingleton<SendTestWebhook>()
            .AddSubscriber<AssessmentPublished, QueueWebhooks>()
            .AddSubscriber<CandidateInvited, QueueWebhooks>()
            .AddSubscriber<AttemptStarted, QueueWebhooks>()
            .AddSubscriber<AttemptClosed, QueueWebhooks>()
            .AddSubscriber<AttemptScored, QueueWebhooks>()
            .AddSubscriber<WebhookDue, SendWebhook>(queue: Queues.Webhooks);
    }

    private static WebhookRules Rules(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<WebhooksOptions>>().Value;
        return new(options.AllowInsecure, options.AllowPrivateNetworks);
    }
}
