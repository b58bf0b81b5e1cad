using EllaAI.Core.Tests.Storage;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

[Collection(FirestoreTests.Name)]
public sealed class FirestoreDocumentStoreTests(FirestoreEmulator emulator) : DocumentStoreContract
{
    private readonly FirestoreStorage _storage = new(emulator);

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.Open(Clock);

    protected override void Close() => _storage.Dispose();
}

[Collection(FirestoreTests.Name)]
public sealed class FirestoreQueryTests(FirestoreEmulator emulator) : DocumentQueryContract
{
    private readonly FirestoreStorage _storage = new(emulator);

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.Open(Clock);

    protected override void Close() => _storage.Dispose();
}

[Collection(FirestoreTests.Name)]
public sealed class FirestoreEventsTests(FirestoreEmulator emulator) : EventsContract
{
    private readonly FirestoreStorage _storage = new(emulator);

    protected override OpenStorage Open() => _storage.Open(Clock);

    protected override OpenStorage OpenAfterKill() => _storage.Open(Clock);

    protected override void Close() => _storage.Dispose();
}
