using static System.Buffers.Binary.BinaryPrimitives;

namespace EllaAI.Core.Companies;

/// <summary>A JPEG (ITU-T T.81) from its first marker to its last: segments that say how long they are, and after each scan's the pixels, up to the next marker.</summary>
internal static class JpegFile
{
    private const byte Start = 0xd8, End = 0xd9, Scan = 0xda, Mark = 0xff;

    /// <returns>Null for one that no browser would show whole.</returns>
    public static PictureSize? Look(ReadOnlySpan<byte> bytes)
    {
        PictureSize? size = null;
        var scanned = false;
        for (var at = 2; Marker(bytes, ref at) is { } marker;)
        {
            if (marker == End) return scanned ? size : null;
            // It stands alone; what comes next is another segment.
            if (marker == 0x01) continue;
            if (marker is 0 or Start or (>= 0xd0 and <= 0xd7) || at + 2 > bytes.Length) return null;
            var length = ReadUInt16BigEndian(bytes[at..]);
            if (length < 2 || length > bytes.Length - at) return null;
            if (IsFrame(marker))
            {
                if (size is not null || Frame(bytes.Slice(at + 2, length - 2)) is not { } found) return null;
                size = found;
            }

            at += length;
            if (marker != Scan) continue;
            if (size is null) return null;
            scanned = true;
            at = Pixels(bytes, at);
        }

        return null;
    }

    /// <summary>Baseline, extended and progressive: browsers show no others.</summary>
    private static bool IsFrame(byte marker) => marker is 0xc0 or 0xc1 or 0xc2;

    private static PictureSize? Frame(ReadOnlySpan<byte> body)
    {
        if (body.Length < 6 || body.Length != 6 + (3 * body[5])) return null;
        var (height, width) = (ReadUInt16BigEndian(body[1..]), ReadUInt16BigEndian(body[3..]));
        return new PictureSize(width, height, 0).With(width, height);
    }

    /// <summary>Any number of fill bytes may stand before it.</summary>
    private static byte? Marker(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (at >= bytes.Length || bytes[at] != Mark) return null;
        while (at < bytes.Length && bytes[at] == Mark) at++;
        return at < bytes.Length ? bytes[at++] : null;
    }

    /// <summary>Where the next marker is. Within the pixels there are zeros behind the byte that begins one, and markers to begin anew at.</summary>
    private static int Pixels(ReadOnlySpan<byte> bytes, int at)
    {
        while (at + 1 < bytes.Length && (bytes[at] != Mark || bytes[at + 1] is 0 or (>= 0xd0 and <= 0xd7)))
            at += bytes[at] == Mark ? 2 : 1;
        return at;
    }
}
