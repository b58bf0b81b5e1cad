using EllaAI.Core.Notifications;
using EllaAI.Web.Hosting;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Notifications;

public static class NotificationsFeature
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<ListMail>()
        .AddSingleton<ReadMail>()
        .AddSingleton<ResendMail>()
        .AddSubscriber<MailWritten, SendMail>(queue: Queues.Outside);
}
