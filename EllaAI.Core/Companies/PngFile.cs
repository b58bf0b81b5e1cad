using static System.Buffers.Binary.BinaryPrimitives;

namespace EllaAI.Core.Companies;

/// <summary>A PNG (ISO/IEC 15948) from its signature to its last chunk: length, four letters, data, and a sum over letters and data.</summary>
internal static class PngFile
{
    private const int Signature = 8, Frame = 12;

    /// <returns>Null for one that no browser would show whole.</returns>
    public static PictureSize? Look(ReadOnlySpan<byte> bytes)
    {
        PictureSize? size = null;
        var data = false;
        for (var rest = bytes[Signature..]; rest.Length >= Frame;)
        {
            var length = ReadUInt32BigEndian(rest);
            if (length > rest.Length - Frame) return null;
            var chunk = rest.Slice(4, 4 + (int)length);
            if (Sum(chunk) != ReadUInt32BigEndian(rest[(8 + (int)length)..])) return null;
            rest = rest[(Frame + (int)length)..];
            var name = chunk[..4];
            var body = chunk[4..];
            // It comes first, and once.
            if (name.SequenceEqual("IHDR"u8) != (size is null)) return null;
            if (size is not { } known) size = Header(body);
            else if (name.SequenceEqual("fcTL"u8)) size = body.Length == 26 ? known.With(ReadUInt32BigEndian(body[4..]), ReadUInt32BigEndian(body[8..])) : null;
            else if (name.SequenceEqual("IDAT"u8)) data = true;
            else if (name.SequenceEqual("IEND"u8)) return data ? size : null;
            if (size is null) return null;
        }

        return null;
    }

    /// <summary>Width, height, bits, kind of colours, and three bytes of which two are always 0.</summary>
    private static PictureSize? Header(ReadOnlySpan<byte> body) =>
        body is [_, _, _, _, _, _, _, _, 1 or 2 or 4 or 8 or 16, 0 or 2 or 3 or 4 or 6, 0, 0, 0 or 1]
            ? new PictureSize(ReadUInt32BigEndian(body), ReadUInt32BigEndian(body[4..]), 0).With(ReadUInt32BigEndian(body), ReadUInt32BigEndian(body[4..]))
            : null;

    /// <summary>CRC-32, as the standard's annex D has it.</summary>
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? 0xedb88320 ^ (sum >> 1) : sum >> 1;
        }

        return ~sum;
    }
}
