using EllaAI.Core.Notifications;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Notifications;

public static class NotificationsFeature
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<ListMail>()
        .AddSingleton<ReadMail>()
        .AddSingleton<ResendMail>()
        .AddSubscriber<MailWritten, SendMail>(asksOutside: true);
}
