using EllaAI.Core.Operations;
using EllaAI.Core.Plans;
using EllaAI.Web.Hosting;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Plans;

/// <summary>What companies may use, what they use, and who is told when it comes to an end.</summary>
public static class PlansFeature
{
    public const string Usage = "/settings/usage";

    public static IServiceCollection AddPlans(this IServiceCollection services) => services
        .AddSingleton<ListPlans>()
        .AddSingleton<SavePlan>()
        .AddSingleton<DeletePlan>()
        .AddSingleton<ChoosePlan>()
        .AddSingleton<ShowUsage>()
        .AddSingleton<MeasureStorage>()
        .AddSingleton<WarnOfQuotas>()
        .AddSingleton<KeepUsage>()
        .AddSubscriber<QuotaNeared, TellOfQuotas>()
        .AddChore("measure what companies use", (provider, ct) => provider.GetRequiredService<KeepUsage>().Run(Page(provider.GetRequiredService<SiteAddress>()), ct));

    internal static Uri Page(SiteAddress site) => new(site.Value, Usage);
}

internal sealed class TellOfQuotas(WarnOfQuotas warn, SiteAddress site) : ISubscriber<QuotaNeared>
{
    public Task Handle(QuotaNeared e, Inbox inbox, CancellationToken ct) => warn.Run(e.Company, PlansFeature.Page(site), ct);
}
