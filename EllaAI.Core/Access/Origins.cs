using EllaAI.Core.Api;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>Finds from where somebody does something, or notes it: one place is one origin for a while, so that going to and fro leaves two.</summary>
public sealed class Origins(IDocumentStore documents, TimeProvider clock)
{
    private const int Looked = 20;
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    /// <param name="agent">As the browser says.</param>
    /// <returns>What has to be committed with it, when it is a new one.</returns>
    public async Task<(OriginId Id, Change[] Made)> Of(AccountId account, string address, string agent, CancellationToken ct)
    {
        var of = Cut(agent);
        if (Known(await Last(Session.Platform.Query(Origin.OfAccount, account.Value.ToString("N")), ct), address, of) is { } known) return (known.Id, []);
        var origin = new Origin(new(Guid.NewGuid()), account, address, of, clock.GetUtcNow());
        return (origin.Id, [Change.Create(Origin.Key(origin.Id), origin)]);
    }

    /// <summary>Of a program: kept in its company, which it goes with. Of one that calls itself otherwise each time only so many are kept a day.</summary>
    public async Task<OriginId> Of(CompanyId company, ApiKeyId program, string address, string agent, CancellationToken ct)
    {
        var (actor, of) = (Actor.System(company), Cut(agent));
        var last = await Last(actor.Query(Origin.OfProgram, program.Value.ToString("N")), ct);
        if (Known(last, address, of) is { } known) return known.Id;
        if (last.Count == Looked && clock.GetUtcNow() - last[^1].At < _day) return (last.Find(o => o.Address == address) ?? last[0]).Id;
        var origin = new Origin(new(Guid.NewGuid()), default, address, of, clock.GetUtcNow()) { Program = program };
        await documents.Commit([Change.Create(actor.Key(Origin.Collection, origin.Id), origin)], [], ct);
        return origin.Id;
    }

    /// <summary>The newest first.</summary>
    private Task<List<Origin>> Last(DocumentQuery all, CancellationToken ct) => documents.Query<Origin>(all with { Descending = true, Limit = Looked }, ct).ToList(ct);

    private Origin? Known(List<Origin> last, string address, string agent)
    {
        var now = clock.GetUtcNow();
        return last.Find(known => known.Address == address && known.Agent == agent && now - known.At < Origin.Used);
    }

    private static string Cut(string agent) => agent.Length > Session.MaxAgent ? agent[..Session.MaxAgent] : agent;
}
