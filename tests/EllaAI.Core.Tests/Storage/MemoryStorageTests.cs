using EllaAI.Core.Storage;

namespace EllaAI.Core.Tests.Storage;

// The fake that the use cases are tested on keeps to the same contracts as the real stores.

public sealed class MemoryDocumentStoreTests : DocumentStoreContract
{
    private readonly MemoryStorage _storage = new();

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.Open(Clock);

    protected override void Close() => _storage.Dispose();
}

public sealed class MemoryDocumentQueryTests : DocumentQueryContract
{
    private readonly MemoryStorage _storage = new();

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.Open(Clock);

    protected override void Close() => _storage.Dispose();
}

public sealed class MemoryEventsTests : EventsContract
{
    private readonly MemoryStorage _storage = new();

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.Open(Clock);

    protected override void Close() => _storage.Dispose();
}

internal sealed class MemoryStorage : IDisposable
{
    private readonly MemoryData _data = new();
    private readonly OutboxBell _bell = new();

    public OpenStorage Open(TimeProvider clock) => new(new MemoryDocumentStore(_data, _bell, StorageContract.Schemas, clock), _bell);

    public void Dispose() => _bell.Dispose();
}
