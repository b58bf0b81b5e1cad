using System.Text.Json;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Privacy;

/// <summary>The ledger of who was erased, as lines of JSON in the data folder. In no backup of the documents: it outlives each that is brought back.</summary>
internal sealed class ErasureFile(DataFolder folder) : IErasureFile
{
    public const string Name = "erased.jsonl";

    private readonly Lock _one = new();
    private readonly string _path = Path.Combine(folder.Path, Name);

    public IReadOnlyList<LedgerLine> Read()
    {
        lock (_one)
        {
            if (!File.Exists(_path)) return [];
            // Somebody else may be writing to it.
            using var lines = new StreamReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return [.. lines.ReadToEnd().Split('\n').Select(Parse).OfType<LedgerLine>()];
        }
    }

    public void Append(IReadOnlyList<LedgerLine> lines)
    {
        lock (_one)
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(_path, options);
            // A line that a crash cut off ends here, and the next one is whole.
            var torn = file.Length > 0 && EndsTorn(file);
            file.Seek(0, SeekOrigin.End);
            if (torn) file.WriteByte((byte)'\n');
            foreach (var line in lines)
            {
                file.Write(JsonSerializer.SerializeToUtf8Bytes(line, DocumentJson.Options));
                file.WriteByte((byte)'\n');
            }

            file.Flush(flushToDisk: true);
        }
    }

    private static bool EndsTorn(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    private static LedgerLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerLine>(line, DocumentJson.Options) is { Key: not null, Value: not null } whole ? whole : null;
        }
        catch (JsonException)
        {
            // Cut off by a crash: then it was never said to be done.
            return null;
        }
    }
}
