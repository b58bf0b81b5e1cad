using System.Text.Json;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using EllaAI.Web.Hosting;
using EllaAI.Web.Storage;
using Microsoft.Extensions.Options;
using Xunit;

namespace EllaAI.Web.Tests.Storage;

/// <summary>What an operator sees of it.</summary>
public sealed class DataCommandTests : IDisposable
{
    private readonly Kept _kept = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Wrong { get; } =
    [
        "", "what", "backup", "backup a b", "backup --from sqlite a", "export --from sqlite", "export file", "export --from mongo file", "export --from", "export --from=",
        "import --from sqlite file", "import --to sqlite", "copy --from sqlite", "copy --from sqlite --to sqlite", "copy --from sqlite --to firestore file", "export --fast --from sqlite file",
        "verify-audit", "verify-audit --to sqlite", "verify-audit acme",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_call_is_told_in_one_line_and_ends_with_2(string arguments)
    {
        var (code, said) = Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, code);
        Assert.Contains("Usage: ./ella data", Assert.Single(said.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_is_verified_and_the_first_broken_entry_is_named()
    {
        var archive = _kept.Open("one");
        var (documents, head) = (new List<StoredDocument>(), new AuditHead(0, ""));
        for (var i = 1; i <= 30; i++)
        {
            var entry = AuditEntry.Behind(head, $"event-{i}", new(new("acme"), "system", AuditAction.MailResent, $"mail/{i}", DateTimeOffset.UnixEpoch.AddSeconds(i), "", $"{i}"));
            head = new(entry.Number, entry.Hash);
            documents.Add(Kept.Document("acme", AuditEntry.Collection, entry.Position, Json(i == 17 ? entry with { After = "forged" } : entry)));
        }

        await archive.Write([.. documents, Kept.Document("acme", AuditHead.Collection, "head", Json(head)), Kept.Document("acme", Company.Collection, "acme", Json(new Company(new("acme"), "Acme")))], Ct);
        archive.Dispose();

        var broken = await DataProcess.Run("verify-audit", "--from", "sqlite", "--data", _kept.Path("one"));
        Assert.Equal((1, ""), (broken.Code, broken.Said));
        Assert.Equal("acme: entry 17 is broken. It is not what was written. The 16 before it are as they were written.", broken.Error.Trim());
        var sound = await DataProcess.Run("verify-audit", "--from", "sqlite", "--data", _kept.Path("one"), "platform");
        Assert.Equal((0, "platform: all 0 entries are as they were written."), (sound.Code, sound.Said.Trim()));

        static string Json(object document) => JsonSerializer.Serialize(document, DocumentJson.Options);
    }

    [Fact]
    public async Task Documents_go_out_of_one_folder_and_into_another_of_several_files()
    {
        (await _kept.Filled("one", notes: 100)).Dispose();

        var exported = await DataProcess.Run("export", "--from", "sqlite", "--data", _kept.Path("one"), _kept.Path("file.gz"));
        var imported = await DataProcess.Run("import", "--to=sqlite", $"--data={_kept.Path("other")}", "--Documents:Shards=16", _kept.Path("file.gz"));
        var again = await DataProcess.Run("import", "--to=sqlite", $"--data={_kept.Path("other")}", "--Documents:Shards=16", _kept.Path("file.gz"));

        Assert.Equal((0, ""), (exported.Code, exported.Error));
        Assert.StartsWith("Exported 104 documents of 4 collections", exported.Said, StringComparison.Ordinal);
        Assert.Equal((0, ""), (imported.Code, imported.Error));
        Assert.StartsWith("Imported 104 documents", imported.Said, StringComparison.Ordinal);
        Assert.Equal(1, again.Code);
        Assert.Contains("holds documents already", Assert.Single(again.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(104, await _kept.Open("other", 16).Count(Ct));
    }

    [Fact]
    public async Task An_export_that_is_killed_as_a_process_goes_on()
    {
        (await _kept.Filled("one", notes: 60_000)).Dispose();
        using (var first = DataProcess.Start("export", "--from", "sqlite", "--data", _kept.Path("one"), _kept.Path("file.gz")))
        {
            await Until.True(() => File.Exists(_kept.Path("file.gz.progress")) || first.HasExited);
            first.Kill();
            await first.WaitForExitAsync(Ct);
            Assert.Equal(137, first.ExitCode);
        }

        Assert.False(File.Exists(_kept.Path("file.gz")));
        var (code, said, error) = await DataProcess.Run("export", "--from", "sqlite", "--data", _kept.Path("one"), _kept.Path("file.gz"));

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Exported 60,004 documents", said, StringComparison.Ordinal);
        Assert.Equal(60_004, (await _kept.Lines("file.gz")).Distinct().Count());
    }

    [Fact]
    public async Task While_the_product_runs_only_a_backup_is_made()
    {
        (await _kept.Filled("one", notes: 100)).Dispose();
        using var product = new DataFolder(Options.Create(new EllaOptions { Data = _kept.Path("one") }));

        var (code, said) = Run("export", "--from", "sqlite", "--data", _kept.Path("one"), _kept.Path("file"));

        Assert.Equal(1, code);
        Assert.Contains("EllaAI is running", Assert.Single(said.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(0, Run("backup", "--data", _kept.Path("one"), _kept.Path("copy")).Code);
        Assert.Equal(0, Run("export", "--from", "sqlite", "--data", _kept.Path("copy"), _kept.Path("file")).Code);
    }

    [Theory]
    [InlineData("There are no documents", "export --from sqlite --data {0}/nowhere {0}/file")]
    [InlineData("cannot be read", "import --to sqlite --data {0}/other {0}/nowhere.gz")]
    [InlineData("Firestore:Project", "copy --from sqlite --to firestore --data {0}/one")]
    [InlineData("Documents:Shards", "import --to sqlite --data {0}/other --Documents:Shards=99 {0}/file")]
    [InlineData("Firestore did not serve within", "export --from firestore --Firestore:Project=x --Firestore:EmulatorHost=127.0.0.1:1 --Firestore:TimeoutSeconds=1 {0}/file2")]
    [InlineData("Firestore did not serve within", "copy --from sqlite --to firestore --data {0}/one --Firestore:Project=x --Firestore:EmulatorHost=127.0.0.1:1 --Firestore:TimeoutSeconds=1")]
    public async Task What_is_wrong_is_told_in_one_line_and_ends_with_1(string told, string arguments)
    {
        using (var one = await _kept.Filled("one", notes: 1)) await new ExportDocuments(one, Core.Storage.Schemas.Declared).Run(_kept.Path("file"), _ => { }, Ct);

        var (code, said) = Run(arguments.Replace("{0}", _kept.Path("").TrimEnd('/'), StringComparison.Ordinal).Split(' '));

        Assert.Equal(1, code);
        Assert.Contains(told, Assert.Single(said.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_kept.Path("nowhere")));
    }

    [Theory]
    [InlineData(0, 200, "Writing [..............................] 0/200")]
    [InlineData(150, 200, "Writing [######################........] 150/200")]
    [InlineData(300, 200, "Writing [##############################] 300/200")]
    [InlineData(1500, null, "Writing: 1,500")]
    public void The_bar_shows_how_far_it_is(long done, int? all, string line) => Assert.Equal(line, ProgressBar.Line(new("Writing", done, all)));

    public void Dispose() => _kept.Dispose();

    /// <summary>In this process: its exit code, and what it would say where failures are told.</summary>
    private static (int Code, string Said) Run(params string[] arguments)
    {
        using var said = new StringWriter();
        return (DataCommand.Run(arguments, TextWriter.Null, said, Ct).GetAwaiter().GetResult(), said.ToString());
    }
}
