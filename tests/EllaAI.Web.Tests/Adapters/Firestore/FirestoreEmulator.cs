using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>
/// One emulator for all tests that want Firestore; they run one after another, each in a project of its own. Where there is no
/// Google Cloud CLI they are skipped, unless everything is demanded.
/// </summary>
public sealed class FirestoreEmulator : IAsyncLifetime
{
    private EmulatorProcess? _process;

    private static bool Demanded => Environment.GetEnvironmentVariable("ELLA_REQUIRE") == "all";

    /// <summary>Host and port.</summary>
    public string Host => _process?.Host ?? "";

    public async ValueTask InitializeAsync()
    {
        if (EmulatorProcess.Installed || Demanded) _process = await EmulatorProcess.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }

    public void Require() => Assert.SkipWhen(_process is null, "The Google Cloud CLI (gcloud) with its Firestore emulator is not installed.");

    /// <summary>From here on nobody answers, though connections stay open.</summary>
    public void Freeze() => _process!.Freeze();

    public void Continue() => _process!.Continue();
}

[CollectionDefinition(Name)]
public sealed class FirestoreTests : ICollectionFixture<FirestoreEmulator>
{
    public const string Name = "Firestore";
}
