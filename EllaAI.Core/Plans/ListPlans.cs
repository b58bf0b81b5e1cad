using System.Globalization;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <param name="Companies">How many have it, counted up to <see cref="ListPlans.MostCounted"/> and one more.</param>
public sealed record PlanLine(Plan Plan, bool IsDefault, int Companies);

/// <summary>The plans of the installation, by name.</summary>
public sealed class ListPlans(IDocumentStore documents)
{
    /// <summary>A page of plans reads no more of each, however many companies there are: a count kept in the platform could not be part of a company's commit.</summary>
    public const int MostCounted = 100;

    public static string Words(int companies) => companies > MostCounted ? $"More than {MostCounted}" : companies.ToString(CultureInfo.InvariantCulture);

    public async Task<Result<List<PlanLine>>> Run(Actor actor, CancellationToken ct)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        var book = (await PlanBook.Of(documents, ct)).Value;
        var lines = new List<PlanLine>();
        foreach (var plan in book.Plans.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)) lines.Add(new(plan, plan.Id == book.Default, await Companies(documents, plan.Id, ct)));
        return lines;
    }

    internal static async Task<int> Companies(IDocumentStore documents, PlanId id, CancellationToken ct)
    {
        var count = 0;
        await foreach (var _ in documents.Query<CompanyPlan>(PlanBook.Platform.QueryEverywhere(CompanyPlan.OfPlan, id.Value.ToString("N")) with { Limit = MostCounted + 1 }, ct)) count++;
        return count;
    }
}
