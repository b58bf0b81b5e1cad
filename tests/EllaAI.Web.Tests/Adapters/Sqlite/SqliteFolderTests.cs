using EllaAI.Web.Adapters.Sqlite;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Sqlite;

/// <summary>A store never seems to be empty because it was opened otherwise than it was made.</summary>
public sealed class SqliteFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-sqlite-");

    private SqliteFolder Folder => new(_folder.FullName);

    [Theory]
    [InlineData(1, "ella.db")]
    [InlineData(2, "ella-00.db ella-01.db")]
    public void Files_are_named_by_their_number(int shards, string names)
    {
        Folder.Open(shards).Dispose();

        Assert.Equal(names, string.Join(' ', Folder.Found));
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(16, 1)]
    [InlineData(16, 8)]
    [InlineData(8, 16)]
    public void Another_number_is_refused_and_the_right_one_still_opens(int made, int asked)
    {
        Folder.Open(made).Dispose();

        var refused = Assert.Throws<StartupException>(() => Folder.Open(asked)).Message;

        Assert.Contains($"Documents:Shards = {made}, not {asked}", refused, StringComparison.Ordinal);
        Assert.Equal(made, Folder.Found.Count);
        Folder.Open(made).Dispose();
        using var found = Folder.OpenFound();
        Assert.Equal(made, found.All.Count);
    }

    [Fact]
    public void A_file_of_before_there_were_several_is_the_only_one()
    {
        new SqliteFile(Path.Combine(_folder.FullName, "ella.db")).Dispose();

        Assert.Contains("= 1, not 2", Assert.Throws<StartupException>(() => Folder.Open(2)).Message, StringComparison.Ordinal);
        Folder.Open(1).Dispose();
    }

    [Theory]
    [InlineData("ella-00.db")]
    [InlineData("ella-02.db")]
    public void A_missing_file_is_named(string name)
    {
        Folder.Open(4).Dispose();
        File.Delete(Folder.File(name));

        Assert.Contains($"{name} is missing", Assert.Throws<StartupException>(() => Folder.Open(4)).Message, StringComparison.Ordinal);
        Assert.Contains($"{name} is missing", Assert.Throws<StartupException>(() => Folder.OpenFound()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_changed_their_names_are_told()
    {
        Folder.Open(2).Dispose();
        File.Move(Folder.File("ella-00.db"), Folder.File("x"));
        File.Move(Folder.File("ella-01.db"), Folder.File("ella-00.db"));
        File.Move(Folder.File("x"), Folder.File("ella-01.db"));

        Assert.Contains("was made as", Assert.Throws<StartupException>(() => Folder.Open(2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_start_that_was_killed_between_two_files_goes_on()
    {
        foreach (var name in new[] { "ella-00.db", "ella-01.db" }) new SqliteFile(Folder.File(name), 4).Dispose();

        using var opened = Folder.Open(4);

        Assert.Equal(4, opened.All.Count);
    }

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        File.WriteAllText(Folder.File("ella.db"), new string('x', 10_000));

        Assert.Contains("ella.db cannot be opened", Assert.Throws<StartupException>(() => Folder.Open(1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("-1")]
    [InlineData("many")]
    public void A_wrong_number_is_named_with_its_key(string shards) =>
        Assert.StartsWith("Documents:Shards", Assert.Throws<StartupException>(() => Shards(shards)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", 1)]
    [InlineData("64", 64)]
    public void The_default_is_one_file(string shards, int expected) => Assert.Equal(expected, Shards(shards));

    public void Dispose() => _folder.Delete(recursive: true);

    private static int Shards(string shards) =>
        SqliteFeature.Shards(new ConfigurationBuilder().AddInMemoryCollection([new("Documents:Shards", shards)]).Build());
}
