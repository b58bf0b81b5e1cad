using static System.Buffers.Binary.BinaryPrimitives;

namespace EllaAI.Core.Companies;

/// <summary>A WebP (RFC 9649): a RIFF file of chunks, each four letters, a length and data, filled up to an even number.</summary>
internal static class WebPFile
{
    private const int Head = 12, Chunk = 8;

    /// <returns>Null for one that no browser would show whole.</returns>
    public static PictureSize? Look(ReadOnlySpan<byte> bytes)
    {
        var length = ReadUInt32LittleEndian(bytes[4..]);
        if (length < 4 || length > bytes.Length - Chunk) return null;
        var rest = bytes[Head..(Chunk + (int)length)];
        if (!Next(ref rest, out var name, out var body)) return null;
        return name.SequenceEqual("VP8X"u8) ? Extended(body, rest) : Picture(name, body);
    }

    /// <summary>A canvas, and on it one picture of its size or frames that are within it.</summary>
    private static PictureSize? Extended(ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest)
    {
        if (head.Length != 10) return null;
        var (width, height) = (1 + Three(head[4..]), 1 + Three(head[7..]));
        var (canvas, shown) = (new PictureSize(width, height, 0), false);
        while (rest.Length > 0)
        {
            if (!Next(ref rest, out var name, out var body)) return null;
            if (name.SequenceEqual("ANMF"u8))
            {
                if (Frame(body) is not { } frame) return null;
                (canvas, shown) = (canvas.With(frame.Width, frame.Height), true);
            }
            else if (Picture(name, body) is { } picture)
            {
                if (shown || (picture.Width, picture.Height) != (width, height)) return null;
                (canvas, shown) = (canvas.With(width, height), true);
            }
        }

        return shown ? canvas : null;
    }

    /// <summary>Where it stands, how large it is, for how long and in which way; then its picture, perhaps after one of how much shines through.</summary>
    private static PictureSize? Frame(ReadOnlySpan<byte> body)
    {
        if (body.Length < 16) return null;
        var size = (Width: 1 + Three(body[6..]), Height: 1 + Three(body[9..]));
        for (var rest = body[16..]; Next(ref rest, out var name, out var data);)
            if (Picture(name, data) is { } picture)
                return (picture.Width, picture.Height) == size ? picture : null;
        return null;
    }

    private static PictureSize? Picture(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body) =>
        name.SequenceEqual("VP8 "u8) ? Lossy(body) : name.SequenceEqual("VP8L"u8) ? Lossless(body) : null;

    /// <summary>A key frame (RFC 6386, 9.1), whose first part is all there.</summary>
    private static PictureSize? Lossy(ReadOnlySpan<byte> body)
    {
        if (body is not [_, _, _, 0x9d, 0x01, 0x2a, _, _, _, _, ..] || (body[0] & 1) != 0 || Three(body) >> 5 > body.Length - 10) return null;
        var (width, height) = (ReadUInt16LittleEndian(body[6..]) & 0x3fffu, ReadUInt16LittleEndian(body[8..]) & 0x3fffu);
        return new PictureSize(width, height, 0).With(width, height);
    }

    private static PictureSize? Lossless(ReadOnlySpan<byte> body)
    {
        if (body is not [0x2f, _, _, _, _, _, ..]) return null;
        var bits = ReadUInt32LittleEndian(body[1..]);
        var (width, height) = (1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff));
        return new PictureSize(width, height, 0).With(width, height);
    }

    private static bool Next(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> body)
    {
        name = default;
        body = default;
        if (rest.Length < Chunk) return false;
        var length = ReadUInt32LittleEndian(rest[4..]);
        if (length > rest.Length - Chunk) return false;
        name = rest[..4];
        body = rest.Slice(Chunk, (int)length);
        // Some writers leave out the last byte that fills up.
        rest = rest[Math.Min(Chunk + (int)length + ((int)length & 1), rest.Length)..];
        return true;
    }

    private static uint Three(ReadOnlySpan<byte> bytes) => bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16);
}
