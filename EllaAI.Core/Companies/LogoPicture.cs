using System.Buffers.Binary;

namespace EllaAI.Core.Companies;

/// <summary>What kind of picture bytes are, and how large: by the bytes alone, whatever they are called.</summary>
/// <param name="Type">As a browser is told.</param>
public sealed record LogoPicture(string Type, int Width, int Height)
{
    public const int MaxBytes = 256 * 1024;
    public const int MaxSide = 2_048;

    private static readonly Problem _kind = Problems.Invalid("logo", "This is no picture that can be shown. Use a PNG, a JPEG or a WebP.");

    public static Result<LogoPicture> Of(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length == 0) return Problems.Invalid("logo", "The file is empty.");
        if (bytes.Length > MaxBytes) return Problems.Invalid("logo", $"A logo can have at most {MaxBytes / 1024} KB.");
        if (Look(bytes.Span) is not { } picture) return _kind;
        return picture is { Width: > 0 and <= MaxSide, Height: > 0 and <= MaxSide }
            ? picture
            : Problems.Invalid("logo", $"A logo can be at most {MaxSide:N0} pixels wide and high.");
    }

    private static LogoPicture? Look(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, _, _, _, _, (byte)'I', (byte)'H', (byte)'D', (byte)'R', ..] when bytes.Length >= 24 =>
            new("image/png", Size(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..])), Size(BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]))),
        [0xff, 0xd8, 0xff, ..] => Jpeg(bytes),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', (byte)'V', (byte)'P', (byte)'8', ..] when bytes.Length >= 30 => WebP(bytes),
        _ => null,
    };

    /// <summary>One segment after the other, until the one that says how large it is.</summary>
    private static LogoPicture? Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 <= bytes.Length && bytes[at] == 0xff; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]))
            if (bytes[at + 1] is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
        return null;
    }

    private static LogoPicture? WebP(ReadOnlySpan<byte> bytes) => bytes[15] switch
    {
        (byte)' ' when bytes[23] == 0x9d && bytes[24] == 0x01 && bytes[25] == 0x2a =>
            new("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3fff),
        (byte)'L' when bytes[20] == 0x2f => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..])),
        (byte)'X' => new("image/webp", 1 + (bytes[24] | (bytes[25] << 8) | (bytes[26] << 16)), 1 + (bytes[27] | (bytes[28] << 8) | (bytes[29] << 16))),
        _ => null,
    };

    private static LogoPicture Lossless(uint bits) => new("image/webp", 1 + (int)(bits & 0x3fff), 1 + (int)((bits >> 14) & 0x3fff));

    private static int Size(uint side) => side > MaxSide ? int.MaxValue : (int)side;
}
