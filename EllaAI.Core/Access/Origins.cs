using EllaAI.Core.Api;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>Finds from where somebody does something, or notes it: one place is one origin for a while, so that going to and fro leaves two.</summary>
public sealed class Origins(IDocumentStore documents, TimeProvider clock)
{
    private const int Looked = 20;

    /// <param name="agent">As the browser says.</param>
    /// <returns>What has to be committed with it, when it is a new one.</returns>
    public async Task<(OriginId Id, Change[] Made)> Of(AccountId account, string address, string agent, CancellationToken ct)
    {
        var of = Cut(agent);
        if (await Known(Session.Platform.Query(Origin.OfAccount, account.Value.ToString("N")), address, of, ct) is { } known) return (known, []);
        var origin = new Origin(new(Guid.NewGuid()), account, address, of, clock.GetUtcNow());
        return (origin.Id, [Change.Create(Origin.Key(origin.Id), origin)]);
    }

    /// <summary>Of a program: kept in its company, which it goes with.</summary>
    public async Task<OriginId> Of(CompanyId company, ApiKeyId program, string address, string agent, CancellationToken ct)
    {
        var (actor, of) = (Actor.System(company), Cut(agent));
        if (await Known(actor.Query(Origin.OfProgram, program.Value.ToString("N")), address, of, ct) is { } known) return known;
        var origin = new Origin(new(Guid.NewGuid()), default, address, of, clock.GetUtcNow()) { Program = program };
        await documents.Commit([Change.Create(actor.Key(Origin.Collection, origin.Id), origin)], [], ct);
        return origin.Id;
    }

    private async Task<OriginId?> Known(DocumentQuery all, string address, string agent, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await foreach (var known in documents.Query<Origin>(all with { Descending = true, Limit = Looked }, ct))
            if (known.Value.Address == address && known.Value.Agent == agent && now - known.Value.At < Origin.Used) return known.Value.Id;
        return null;
    }

    private static string Cut(string agent) => agent.Length > Session.MaxAgent ? agent[..Session.MaxAgent] : agent;
}
