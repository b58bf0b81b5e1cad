using EllaAI.Core.Storage;
using EllaAI.Web.Adapters;
using EllaAI.Web.Adapters.Firestore;
using EllaAI.Web.Adapters.Sqlite;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>Wrong settings stop the product with a message that names the key.</summary>
public sealed class FirestoreSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-firestore-");

    [Theory]
    [InlineData("")]
    [InlineData("sqlite")]
    public void The_embedded_store_is_the_default(string store) => Assert.Equal(typeof(SqliteDocumentStore), Store(("Documents:Store", store)));

    [Fact]
    public void Firestore_is_chosen_by_its_name() => Assert.Equal(typeof(FirestoreDocumentStore), Store(("Documents:Store", "firestore")));

    [Fact]
    public void Another_store_is_refused() =>
        Assert.Contains("Documents:Store", Assert.Throws<StartupException>(() => Store(("Documents:Store", "mongo"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Firestore:Project", "")]
    [InlineData("Firestore:Project", "a/b")]
    [InlineData("Firestore:Database", "")]
    [InlineData("Firestore:Credentials", "/nowhere/key.json")]
    [InlineData("Firestore:EmulatorHost", "http://127.0.0.1:8080")]
    [InlineData("FIRESTORE_EMULATOR_HOST", "nowhere")]
    [InlineData("Firestore:TimeoutSeconds", "0")]
    [InlineData("Firestore:TimeoutSeconds", "51")]
    public void A_wrong_setting_is_named(string key, string value) =>
        Assert.Contains(Assert.Throws<OptionsValidationException>(() => Options((key, value))).Failures, f => f.Contains(key, StringComparison.Ordinal));

    [Fact]
    public void An_emulators_variable_that_was_left_behind_does_not_take_the_documents_of_the_service()
    {
        var key = Path.Combine(_folder.FullName, "key.json");
        File.WriteAllText(key, "{}");

        var wrong = Assert.Throws<OptionsValidationException>(() => Options(("Firestore:Credentials", key), ("FIRESTORE_EMULATOR_HOST", "127.0.0.1:8080")));

        Assert.Contains("FIRESTORE_EMULATOR_HOST", Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void The_emulators_own_variable_is_understood_and_our_key_comes_first()
    {
        Assert.Equal("127.0.0.1:8080", Options(("FIRESTORE_EMULATOR_HOST", "127.0.0.1:8080")).EmulatorHost);
        Assert.Equal("127.0.0.1:9090", Options(("FIRESTORE_EMULATOR_HOST", "127.0.0.1:8080"), ("Firestore:EmulatorHost", "127.0.0.1:9090")).EmulatorHost);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"type":"service_account"}""")]
    [InlineData("""{"type":"service_account","client_email":"a@b.c","private_key":"no key"}""")]
    public void Credentials_that_cannot_be_read_are_named(string content)
    {
        var file = Path.Combine(_folder.FullName, "key.json");
        File.WriteAllText(file, content);
        using var circuits = new Circuits(TimeProvider.System);

        var wrong = Assert.Throws<StartupException>(() => new FirestoreClient(Options(("Firestore:Credentials", file)), circuits));

        Assert.StartsWith("Firestore:Credentials", wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static FirestoreOptions Options(params (string Key, string Value)[] settings)
    {
        using var provider = Services([("Documents:Store", "firestore"), .. settings]).BuildServiceProvider();
        return provider.GetRequiredService<IOptions<FirestoreOptions>>().Value;
    }

    private static Type Store(params (string Key, string Value)[] settings) =>
        Services(settings).Single(s => s.ServiceType == typeof(IDocumentStore)).ImplementationType!;

    private static IServiceCollection Services((string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Firestore:Project"] = "test" };
        foreach (var (key, value) in settings) all[key] = value;
        return new ServiceCollection().AddDocuments(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
    }
}
