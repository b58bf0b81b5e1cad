using EllaAI.Core.Notifications;
using EllaAI.Web.Adapters.Memory;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Smtp;

public static class SmtpFeature
{
    /// <summary>Mail by SMTP where a server is configured; otherwise it stays on the outbox page.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(SmtpOptions.Section);
        services.AddOptions<SmtpOptions>().Bind(section).ValidateAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsCheck>();
        return string.IsNullOrEmpty(section[nameof(SmtpOptions.Host)])
            ? services.AddSingleton<IMailTransport, OutboxOnly>()
            : services.AddSingleton<IMailTransport, SmtpTransport>();
    }
}
