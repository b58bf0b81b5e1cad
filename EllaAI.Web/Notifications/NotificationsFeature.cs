using EllaAI.Core.Notifications;

namespace EllaAI.Web.Notifications;

public static class NotificationsFeature
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<ListMail>()
        .AddSingleton<ReadMail>();
}
