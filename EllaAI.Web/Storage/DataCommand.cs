using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using EllaAI.Web.Adapters;
using EllaAI.Web.Adapters.Sqlite;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Storage;

/// <summary>
/// The command <c>data</c>: backup of the embedded store, and documents from store to store. Ends with 0, with 1 when an operator
/// has to mend something, with 2 when it was called wrongly; then with one line that says what.
/// </summary>
internal static class DataCommand
{
    private const string Usage = "data backup DIR | export --from STORE FILE | import --to STORE FILE | copy --from STORE --to STORE | verify-audit --from STORE [COMPANY ...]";

    public static Task<int> Run(string[] arguments) => Run(arguments, Console.Out, Console.Error, default);

    public static async Task<int> Run(string[] arguments, TextWriter said, TextWriter wrong, CancellationToken ct)
    {
        try
        {
            await said.WriteLineAsync(await Dispatch(arguments, ct));
            return 0;
        }
        catch (UsageException e)
        {
            await wrong.WriteLineAsync($"{e.Message} Usage: ./ella {Usage} [--data DIR]");
            return 2;
        }
        catch (Exception e) when (Explain(e) is { } line)
        {
            await wrong.WriteLineAsync(line.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private static Task<string> Dispatch(string[] arguments, CancellationToken ct)
    {
        if (arguments is not [var command, .. var options]) throw new UsageException("data wants to know what to do.");
        var read = DataArguments.Parse(options);
        return (command, read) switch
        {
            ("backup", { From: null, To: null, Rest: [var folder] }) => Task.FromResult(Backup(read, folder)),
            ("export", { From: { } from, To: null, Rest: [var file] }) => Export(read, from, file, ct),
            ("import", { From: null, To: { } to, Rest: [var file] }) => Import(read, to, file, ct),
            ("copy", { From: { } from, To: { } to, Rest: [] }) when from != to => Copy(read, from, to, ct),
            ("copy", { From: not null, To: not null, Rest: [] }) => throw new UsageException("copy is from one kind of store to the other; to the same kind, export and import."),
            ("verify-audit", { From: { } from, To: null, Rest: var companies }) => VerifyAudits(read, from, companies, ct),
            ("backup" or "export" or "import" or "copy" or "verify-audit", _) => throw new UsageException($"{command} was called wrongly."),
            _ => throw new UsageException($"data does not know '{command}'."),
        };
    }

    private static string Backup(DataArguments read, string folder)
    {
        var (documents, files) = SqliteBackup.Run(new(Path.GetFullPath(Ella(Configuration(read)).Data)), folder);
        return $"Backed up {documents:N0} documents in {(files == 1 ? "one file" : $"{files} files")} to {folder}; the copy was read through and is sound.";
    }

    private static async Task<string> Export(DataArguments read, string from, string file, CancellationToken ct)
    {
        using var source = OpenSource(read, from);
        using var bar = new ProgressBar();
        var sums = await new ExportDocuments(source.Archive, Schemas.Declared).Run(file, bar.Show, ct);
        return Told("Exported", sums, file);
    }

    private static async Task<string> Import(DataArguments read, string to, string path, CancellationToken ct)
    {
        var file = await ArchiveFile.Open(path, ct);
        using var target = OpenTarget(read, to);
        using var bar = new ProgressBar();
        var sums = await new ImportDocuments(target.Archive, Schemas.Declared).Run(file, bar.Show, ct);
        return Told("Imported", sums, to);
    }

    private static async Task<string> Copy(DataArguments read, string from, string to, CancellationToken ct)
    {
        using var source = OpenSource(read, from);
        using var target = OpenTarget(read, to);
        using var bar = new ProgressBar();
        var sums = await new CopyDocuments(source.Archive, target.Archive, Schemas.Declared).Run(bar.Show, ct);
        return Told("Copied", sums, to);
    }

    /// <summary>Reads the logs of these companies, or of all and the platform's. The first entry that is broken is named for each.</summary>
    private static async Task<string> VerifyAudits(DataArguments read, string from, IReadOnlyList<string> companies, CancellationToken ct)
    {
        await using var source = OpenDocuments.Source(from, Configuration(read), Ella(Configuration(read)));
        foreach (var id in companies.Where(id => id != CompanyId.Platform.Value))
            if (!CompanyId.IsValid(id) || await source.Documents.Get<Company>(Company.Key(Actor.System(new(id))), ct) is null) throw new UsageException($"There is no company '{id}'.");
        var (sound, broken) = (new List<string>(), new List<string>());
        await foreach (var (company, check) in new VerifyAllAudits(source.Documents).Run(companies, ct))
        {
            if (check.Broken is { } number) broken.Add($"{company}: entry {number:N0} is broken. {check.Reason} The {check.Entries:N0} before it are as they were written.");
            else sound.Add($"{company}: all {check.Entries:N0} entries are as they were written.");
        }

        return broken.Count == 0 ? string.Join(Environment.NewLine, sound) : throw new ArchiveException(string.Join(' ', broken));
    }

    private static string Told(string what, DocumentSums sums, string to) =>
        $"{what} {sums.Count:N0} documents of {sums.Collections.Count:N0} collections to {to}; counts and checksums are those of the source.";

    private static OpenArchive OpenSource(DataArguments read, string store) => OpenArchive.Source(store, Configuration(read), Ella(Configuration(read)));

    private static OpenArchive OpenTarget(DataArguments read, string store) => OpenArchive.Target(store, Configuration(read), Ella(Configuration(read)));

    /// <summary>As for the product itself: its settings, the environment, the command line.</summary>
    private static IConfigurationRoot Configuration(DataArguments read)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine([.. read.Settings, .. read.Data is { } data ? (string[])[$"--{EllaOptions.Section}:{nameof(EllaOptions.Data)}={data}"] : []])
            .Build();
        ConfigurationCheck.Run(configuration);
        return configuration;
    }

    private static EllaOptions Ella(IConfiguration configuration) => configuration.GetSection(EllaOptions.Section).Get<EllaOptions>() ?? new();

    private static string? Explain(Exception e) => e switch
    {
        ArchiveException or StartupException or StoreUnavailableException or NewerSchemaException or IOException or UnauthorizedAccessException => e.Message,
        OptionsValidationException options => string.Join(' ', options.Failures),
        AggregateException several => Startup.Together(several, Explain),
        _ => null,
    };
}
