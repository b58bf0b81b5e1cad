using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>A company came near a limit of its plan, or to it.</summary>
[EventContract("ella.quota-neared", 1)]
public sealed record QuotaNeared(CompanyId Company, Quota Quota) : IEvent
{
    string IEvent.Subject => "quotas";

    /// <summary>For the commit that makes it so: empty while there is room.</summary>
    internal static IEnumerable<IEvent> When(CompanyId company, Quota quota, long used, long? limit)
    {
        if (new QuotaUse(quota, used, limit).State is QuotaState.Near or QuotaState.Reached) yield return new QuotaNeared(company, quota);
    }
}
