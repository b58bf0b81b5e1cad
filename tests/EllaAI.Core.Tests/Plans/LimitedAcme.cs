using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.Plans;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using Xunit;

namespace EllaAI.Core.Tests.Plans;

/// <summary>Acme with a plan, and whoever operates the platform.</summary>
internal sealed class LimitedAcme(Acme acme)
{
    public static readonly Uri Page = new("https://ella.example.com/settings/usage");

    public static Actor Operator { get; } = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));

    public Acme Acme { get; } = acme;

    public Staff Staff { get; } = new(acme);

    public ListPlans Plans { get; } = new(acme.Documents);

    public SavePlan Save { get; } = new(acme.Documents, acme.Clock);

    public DeletePlan Delete { get; } = new(acme.Documents, acme.Clock);

    public ChoosePlan Choose { get; } = new(acme.Documents, acme.Clock);

    public ShowUsage Usage { get; } = new(acme.Documents, acme.Clock);

    public MeasureStorage Storage { get; } = new(acme.Documents, acme.Clock);

    public ArchiveAssessment Archive { get; } = new(acme.Documents, acme.Cache, acme.Clock);

    public WarnOfQuotas Warn => new(Acme.Documents, Usage, Acme.Clock);

    public KeepUsage Keep => new(Acme.Documents, Storage, Warn, Acme.Clock);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>With limits of its own and no plan.</summary>
    public static async Task<LimitedAcme> With(PlanLimits limits)
    {
        var limited = new LimitedAcme(await Acme.Open());
        await limited.Limit(limits);
        return limited;
    }

    public async Task Limit(PlanLimits limits) => (await Choose.Run(
        Operator, Acme.Id, null, [.. PlanLimits.Quotas.Where(q => limits.Of(q) is not null).Select(q => new OwnLimit(q, limits.Of(q)))], Ct)).Value();

    public async Task<Plan> Plan(string name, PlanLimits? limits = null, bool isDefault = false) =>
        (await Save.Run(Operator, null, name, limits ?? PlanLimits.None, isDefault, Ct)).Value();

    public async Task<QuotaUse> Use(Quota quota) => (await Usage.Run(Acme.As(Role.Admin), Ct)).Value().Quotas.Single(q => q.Quota == quota);

    public async Task<List<Mail>> Mails()
    {
        var mails = new List<Mail>();
        await foreach (var mail in Acme.Documents.All<Mail>(Acme.System.Query(Mail.Newest), Ct)) mails.Add(mail.Value);
        return mails;
    }
}
