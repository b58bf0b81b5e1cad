using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace EllaAI.Core.Storage.Archive;

/// <summary>The lines of a file, which may be compressed; none of them longer than a document can be.</summary>
internal static class ArchiveLines
{
    /// <summary>Bytes. A body has at most <see cref="CommitRules.MaxBodyBytes"/>; the parts of its key have at most 1,500 each, escaped.</summary>
    private const int Longest = 4_000_000;

    /// <exception cref="ArchiveException">It cannot be read, or what is compressed is damaged.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var file = Open(path);
        await using var content = await IsCompressed(file, ct) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        var (buffer, filled, number) = (new byte[1 << 16], 0, 0L);
        while (true)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, filled < Longest ? filled * 2 : throw Damaged(path, number + 1, "it is too long"));
            var read = await Read(content, buffer.AsMemory(filled), path, number, ct);
            var (begin, end) = (0, filled + read);
            for (int length; (length = buffer.AsSpan(begin, end - begin).IndexOf((byte)'\n')) >= 0; begin += length + 1)
            {
                number++;
                yield return buffer.AsMemory(begin, length);
            }

            filled = end - begin;
            buffer.AsSpan(begin, filled).CopyTo(buffer);
            if (read > 0) continue;
            if (filled > 0) throw Damaged(path, number + 1, "the file ends within it");
            yield break;
        }
    }

    public static ArchiveException Damaged(string path, long line, string how, Exception? inner = null) =>
        new($"{path}, line {line:N0} is damaged: {how}.", inner!);

    private static FileStream Open(string path)
    {
        try
        {
            return new(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static async Task<bool> IsCompressed(FileStream file, CancellationToken ct)
    {
        var magic = new byte[2];
        var read = await file.ReadAtLeastAsync(magic, 2, throwOnEndOfStream: false, ct);
        file.Position = 0;
        return read == 2 && magic is [0x1f, 0x8b];
    }

    private static async Task<int> Read(Stream content, Memory<byte> buffer, string path, long number, CancellationToken ct)
    {
        try
        {
            return await content.ReadAsync(buffer, ct);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(path, number + 1, "it cannot be unpacked", e);
        }
        catch (IOException e)
        {
            throw new ArchiveException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
