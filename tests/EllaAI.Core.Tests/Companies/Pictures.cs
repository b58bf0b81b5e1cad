using System.Buffers.Binary;
using System.Text;

namespace EllaAI.Core.Tests.Companies;

/// <summary>Pictures that are whole as far as anybody looks: all parts, up to the last. What they show is nothing.</summary>
public static class Pictures
{
    public static byte[] Png(uint width = 120, uint height = 40, int frames = 0) =>
    [
        0x89, .. "PNG"u8, 0x0d, 0x0a, 0x1a, 0x0a,
        .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, 6, 0, 0, 0]),
        .. Enumerable.Range(0, frames).SelectMany(n => Chunk("fcTL", [.. Big((uint)n), .. Big(width), .. Big(height), .. new byte[14]])),
        .. Chunk("IDAT", [0x78, 0x9c, 3, 0, 0, 0, 0, 1]), .. Chunk("IEND", []),
    ];

    public static byte[] Jpeg(ushort width = 120, ushort height = 40) =>
    [
        0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0,
        0xff, 0xc2, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        // Pixels, with a byte that begins no marker, a marker to begin anew at, and fill bytes before the last one.
        0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xff, 0xd9,
    ];

    public static byte[] WebP(ushort width = 120, ushort height = 40) => Riff(Lossy(width, height));

    /// <summary>One that moves.</summary>
    public static byte[] Moving(ushort side, int frames) => Riff(
    [
        .. Part("VP8X", [2, 0, 0, 0, .. Three(side - 1), .. Three(side - 1)]),
        .. Part("ANIM", new byte[6]),
        .. Enumerable.Range(0, frames).SelectMany(_ => Part("ANMF", [.. new byte[6], .. Three(side - 1), .. Three(side - 1), 100, 0, 0, 0, .. Lossy(side, side)])),
    ]);

    private static byte[] Lossy(ushort width, ushort height) =>
        Part("VP8 ", [0x10, 0, 0, 0x9d, 0x01, 0x2a, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0]);

    private static byte[] Riff(byte[] parts) => [.. "RIFF"u8, .. Little(parts.Length + 4), .. "WEBP"u8, .. parts];

    private static byte[] Part(string name, byte[] data) => [.. Encoding.ASCII.GetBytes(name), .. Little(data.Length), .. data, .. new byte[data.Length & 1]];

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] summed = [.. Encoding.ASCII.GetBytes(name), .. data];
        var sum = uint.MaxValue;
        foreach (var b in summed)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? 0xedb88320 ^ (sum >> 1) : sum >> 1;
        }

        return [.. Big((uint)data.Length), .. summed, .. Big(~sum)];
    }

    private static byte[] Big(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];

    private static byte[] Three(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];
}
