using System.Text.Json;
using System.Text.Json.Serialization;

namespace EllaAI.Faults;

/// <summary>Something that the server said it has.</summary>
[JsonDerivedType(typeof(Saved), "saved")]
[JsonDerivedType(typeof(Received), "received")]
internal abstract record Acknowledged(Guid Attempt);

/// <summary>A batch of typing, and the text that it added.</summary>
internal sealed record Saved(Guid Attempt, int Epoch, int Seq, string Text) : Acknowledged(Attempt);

/// <summary>A submission, and whether its code is right.</summary>
internal sealed record Received(Guid Attempt, Guid Execution, bool Right) : Acknowledged(Attempt);

/// <summary>
/// What was acknowledged, kept outside of all that is tested: one line for each, on the disk before the candidate goes on.
/// </summary>
internal sealed class Ledger(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    private readonly Lock _one = new();

    public int Count { get; private set; }

    public void Write(Acknowledged what)
    {
        lock (_one)
        {
            _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(what), (byte)'\n']);
            _file.Flush(flushToDisk: true);
            Count++;
        }
    }

    /// <summary>As it stands on the disk.</summary>
    public IReadOnlyList<Acknowledged> Read() => [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<Acknowledged>(line)!)];

    public void Dispose() => _file.Dispose();
}
