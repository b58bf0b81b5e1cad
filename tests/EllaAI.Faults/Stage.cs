using EllaAI.E2E;
using Microsoft.Data.Sqlite;
using Xunit;

// Each needs the machine for itself: several servers, on few processors, with somebody waiting for them.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace EllaAI.Faults;

/// <summary>A sandbox, a ledger, and the product's documents in a folder, before anything breaks.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const int LogLines = 80, ErrorsShown = 5, LinesOfError = 15;

    /// <summary>Its candidates type and submit faster than people, and send again what was not answered.</summary>
    private static readonly string[] _noLimits = ["--Limits:Attempt=1000000", "--Limits:Executions=1000000"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-faults-");
    private readonly List<EllaProcess> _ellas = [];

    private Stage(SandboxServer sandbox) => (Sandbox, Ledger) = (sandbox, new(Path.Combine(_folder.FullName, "ledger")));

    public SandboxServer Sandbox { get; }

    public Ledger Ledger { get; }

    public string Folder => _folder.FullName;

    public static async Task<Stage> Open() => new(await SandboxServer.Start());

    /// <summary>The product, not started yet.</summary>
    public EllaProcess Ella(string data, params string[] settings)
    {
        var ella = new EllaProcess(data, [Sandbox.Setting, .. _noLimits, .. settings]);
        _ellas.Add(ella);
        return ella;
    }

    /// <summary>Invites, before any process has the documents open.</summary>
    /// <returns>The paths of the candidates' links.</returns>
    public static async Task<IReadOnlyList<string>> Invite(int candidates, string data, params string[] settings)
    {
        await using var backstage = new Backstage(data, settings);
        return await backstage.Invite(candidates);
    }

    public Crowd Crowd(IEnumerable<string> links, Func<Uri> server, string preface = "") =>
        new([.. links.Select(_ => new Candidate(server, Ledger) { Preface = preface })], TimeSpan.FromMinutes(2));

    /// <summary>Compares the documents with the ledger, once no process has them open.</summary>
    public async Task Audit(string data, params string[] settings)
    {
        if (File.Exists(Path.Combine(data, "ella.db"))) IsIntact(data);
        await using var backstage = new Backstage(data, settings);
        await Faults.Audit.Everything(backstage.Documents, Ledger);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var ella in _ellas)
        {
            await ella.DisposeAsync();
            TestContext.Current.TestOutputHelper?.WriteLine(Worth(ella.Log.Split('\n')));
        }

        await Sandbox.DisposeAsync();
        Ledger.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>For whoever wonders why a test failed: the first errors with what follows them, and the end.</summary>
    private static string Worth(string[] log)
    {
        var end = Math.Max(0, log.Length - LogLines);
        var errors = Enumerable.Range(0, end).Where(i => log[i].Contains(" ERR] ", StringComparison.Ordinal)).Take(ErrorsShown).SelectMany(i => log[i..Math.Min(end, i + LinesOfError)]);
        return string.Join('\n', [.. errors, $"The last {log.Length - end} lines of its log:", .. log[end..]]);
    }

    private void IsIntact(string data)
    {
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "ella.db"), Pooling = false }.ToString());
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", command.ExecuteScalar());
        command.CommandText = "SELECT count(*) FROM documents WHERE collection = 'journal'";
        Assert.Equal((long)Ledger.Read().OfType<Saved>().Count(), command.ExecuteScalar());
    }
}
