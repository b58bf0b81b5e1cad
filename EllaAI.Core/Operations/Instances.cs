using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Operations;

/// <summary>The processes that work on one store.</summary>
public sealed class Instances(IDocumentStore documents, ThisInstance self, TimeProvider clock)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <summary>Says that this one lives, and forgets those that have been gone for long. Where there are no others, nobody asks.</summary>
    public async Task KeepAlive(CancellationToken ct)
    {
        if (self.Alone) return;
        var now = clock.GetUtcNow();
        var key = _platform.Key(Instance.Collection, self.Id);
        var found = await documents.Get<Instance>(key, ct);
        var alive = found?.Value ?? new Instance(self.Id, now, now);
        await documents.Commit([new(key, alive with { AliveUntil = now + Instance.Lease }, found?.Version ?? 0)], [], ct);
        await foreach (var other in documents.Query<Instance>(_platform.Query(Instance.Oldest) with { Limit = 20 }, ct))
            if (other.Value.AliveUntil + Instance.Lease * 3 < now)
                await documents.Commit([new(other.Key, null, other.Version)], [], ct);
    }

    /// <summary>Says that this one has ended, so that nobody waits for it.</summary>
    public async Task Leave(CancellationToken ct)
    {
        if (await documents.Get<Instance>(_platform.Key(Instance.Collection, self.Id), ct) is { } found)
            await documents.Commit([new(found.Key, null, found.Version)], [], ct);
    }

    /// <summary>The ids of all that live, this one among them.</summary>
    public async Task<IReadOnlySet<string>> Living(CancellationToken ct)
    {
        var living = new HashSet<string> { self.Id };
        if (self.Alone) return living;
        var now = clock.GetUtcNow();
        await foreach (var instance in documents.Query<Instance>(_platform.Query(Instance.Oldest) with { Limit = 1_000 }, ct))
            if (instance.Value.AliveUntil > now) living.Add(instance.Value.Id);
        return living;
    }
}
