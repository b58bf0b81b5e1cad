using System.Buffers.Binary;
using System.Text;

namespace EllaAI.Sandbox.Roslyn;

/// <summary>The command line of the cold compiler, whole, and the files that it would find in its folder.</summary>
internal sealed record Request(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Null at the end. Numbers are four bytes, the highest first; texts and files have their length before them.</summary>
    public static Request? Read(Stream from)
    {
        Span<byte> length = stackalloc byte[4];
        if (from.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) < length.Length) return null;
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        from.ReadExactly(body);
        var rest = body.AsSpan();
        var arguments = new List<string>();
        for (var left = Number(ref rest); left > 0; left--) arguments.Add(Encoding.UTF8.GetString(Bytes(ref rest)));
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var left = Number(ref rest); left > 0; left--)
        {
            var name = Encoding.UTF8.GetString(Bytes(ref rest));
            files[name] = Bytes(ref rest).ToArray();
        }
        return new(arguments, files);
    }

    private static int Number(ref Span<byte> rest)
    {
        var number = BinaryPrimitives.ReadInt32BigEndian(rest);
        rest = rest[4..];
        return number;
    }

    private static Span<byte> Bytes(ref Span<byte> rest)
    {
        var length = Number(ref rest);
        var bytes = rest[..length];
        rest = rest[length..];
        return bytes;
    }
}

/// <param name="ExitCode">As the cold compiler's; <see cref="Unsure"/> leaves the answer to that one.</param>
/// <param name="File">What it would write, and nothing else does it write; null when it writes none.</param>
internal sealed record Reply(int ExitCode, string Text, (string Path, byte[] Bytes)? File)
{
    public static Reply Unsure { get; } = new(255, "", null);

    public void Write(Stream to)
    {
        using var body = new MemoryStream();
        Number(body, 0);
        Number(body, ExitCode);
        Bytes(body, Encoding.UTF8.GetBytes(Text));
        Number(body, File is null ? 0 : 1);
        if (File is { } file)
        {
            Bytes(body, Encoding.UTF8.GetBytes(file.Path));
            Bytes(body, file.Bytes);
        }
        var whole = body.GetBuffer().AsSpan(0, (int)body.Length);
        BinaryPrimitives.WriteInt32BigEndian(whole, whole.Length - 4);
        to.Write(whole);
        to.Flush();
    }

    private static void Number(MemoryStream body, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        body.Write(bytes);
    }

    private static void Bytes(MemoryStream body, ReadOnlySpan<byte> bytes)
    {
        Number(body, bytes.Length);
        body.Write(bytes);
    }
}
