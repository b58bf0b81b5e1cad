using System.Reflection;
using System.Text.Json;
using EllaAI.Core.Storage;
using EllaAI.Web.Adapters.Firestore;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Firestore;

public sealed class FirestoreFilesTests
{
    private static readonly string _folder = Path.Combine(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!, "deploy", "firestore");

    public static TheoryData<string> Names { get; } = [.. FirestoreFiles.All.Keys];

    private static JsonElement Indexes { get; } = JsonDocument.Parse(FirestoreIndexes.Json).RootElement;

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_in_deploy_is_what_the_declared_indexes_make(string name) =>
        Assert.True(FirestoreFiles.All[name] == File.ReadAllText(Path.Combine(_folder, name)), $"{name} is not up to date: run ./ella firestore.");

    [Fact]
    public void Nothing_else_is_in_deploy() =>
        Assert.Equal(FirestoreFiles.All.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(_folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_declared_index_is_there_in_both_directions()
    {
        var written = Indexes.GetProperty("indexes").EnumerateArray().Select(i => i.GetRawText()).Distinct().Count();
        var asked = DeclaredIndexes.All.Where(i => i.Fields.Count > 0).Sum(i => i.AcrossCompanies ? 4 : 2);

        Assert.Equal(asked, written);
        Assert.All(Overrides(DeclaredIndexes.All.Where(i => i.Fields.Count == 0)), indexes => Assert.True(indexes is 2 or 4));
    }

    [Theory]
    [InlineData("journal")]
    [InlineData("paper-question")]
    [InlineData("mail")]
    public void What_nobody_asks_for_is_not_indexed(string collection)
    {
        var off = Indexes.GetProperty("fieldOverrides").EnumerateArray()
            .Where(o => o.GetProperty("collectionGroup").GetString() == collection && o.GetProperty("indexes").GetArrayLength() == 0)
            .Select(o => o.GetProperty("fieldPath").GetString());

        Assert.Equal(["index", "stored"], off);
    }

    [Fact]
    public void There_are_fewer_overrides_than_firestore_takes() =>
        Assert.InRange(Indexes.GetProperty("fieldOverrides").GetArrayLength(), 1, 200);

    private static IEnumerable<int> Overrides(IEnumerable<IndexSpec> specs) => specs.Select(spec => Indexes.GetProperty("fieldOverrides").EnumerateArray()
        .Single(o => o.GetProperty("collectionGroup").GetString() == spec.Collection && o.GetProperty("fieldPath").GetString() == $"index.{spec.OrderBy}")
        .GetProperty("indexes").GetArrayLength());
}
