using System.Buffers.Binary;

namespace EllaAI.Core.Tests.Companies;

/// <summary>Beginnings of pictures, as far as anybody looks.</summary>
public static class Pictures
{
    public static byte[] Png(uint width = 120, uint height = 40)
    {
        byte[] bytes = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', .. new byte[17]];
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(20), height);
        return bytes;
    }

    public static byte[] Jpeg(ushort width = 120, ushort height = 40) =>
        [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 0, 0, 0, 0];

    public static byte[] WebP(ushort width = 120, ushort height = 40) =>
    [
        (byte)'R', (byte)'I', (byte)'F', (byte)'F', 0, 0, 0, 0, (byte)'W', (byte)'E', (byte)'B', (byte)'P', (byte)'V', (byte)'P', (byte)'8', (byte)' ', 0, 0, 0, 0, 0, 0, 0,
        0x9d, 0x01, 0x2a, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 0,
    ];
}
