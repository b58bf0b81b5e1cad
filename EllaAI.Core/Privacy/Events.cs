using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>Somebody is to be erased, or written out: a job has to be made for it.</summary>
[EventContract("ella.privacy-asked", 1)]
public sealed record PrivacyAsked(CompanyId Company, Guid Id, bool Export) : IEvent
{
    string IEvent.Subject => $"privacy/{Id:N}";
}
