using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Adapters.Firestore;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>A project of its own in the emulator, and those who opened it.</summary>
internal sealed class FirestoreStorage(FirestoreEmulator emulator) : IDisposable
{
    /// <summary>A busy machine is no failure; tests of deadlines have their own.</summary>
    private const int Patient = 50;

    private readonly string _project = $"test-{Guid.NewGuid():N}";
    private readonly List<IDisposable> _opened = [];

    /// <param name="by">Another way to the emulator.</param>
    public FirestoreOptions Options(int timeoutSeconds = Patient, string? by = null) =>
        new() { Project = _project, EmulatorHost = by ?? emulator.Host, TimeoutSeconds = timeoutSeconds };

    /// <summary>As a process does that starts: with a connection of its own, and knowing nothing.</summary>
    public OpenStorage Open(TimeProvider clock, int timeoutSeconds = Patient, string? by = null, Circuits? circuits = null)
    {
        emulator.Require();
        var client = Client(timeoutSeconds, by, circuits ?? new(clock));
        var bell = new OutboxBell();
        _opened.Add(bell);
        return new(new FirestoreDocumentStore(client, bell, StorageContract.Schemas, clock), bell);
    }

    internal FirestoreClient Client(int timeoutSeconds = Patient, string? by = null, Circuits? circuits = null)
    {
        circuits ??= new(TimeProvider.System);
        var client = new FirestoreClient(Options(timeoutSeconds, by), circuits);
        _opened.AddRange(client, circuits);
        return client;
    }

    public void Dispose()
    {
        foreach (var opened in _opened) opened.Dispose();
    }
}
