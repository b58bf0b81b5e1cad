namespace EllaAI.Core.Companies;

/// <summary>What kind of picture bytes are, and how large: by the bytes alone, whatever they are called.</summary>
/// <param name="Type">As a browser is told.</param>
public sealed record LogoPicture(string Type, int Width, int Height)
{
    public const int MaxBytes = 256 * 1024;
    public const int MaxSide = 2_048;

    /// <summary>Of all frames of a moving one together: few bytes can ask a browser for much memory.</summary>
    public const int MaxPixels = MaxSide * MaxSide;

    private static readonly Problem _kind = Problems.Invalid("logo", "This is no picture that can be shown. Use a PNG, a JPEG or a WebP.");
    private static readonly Problem _damaged = Problems.Invalid("logo", "This picture is cut off or damaged. Save it once more, and choose the new file.");
    private static readonly Problem _large = Problems.Invalid("logo", $"A logo can be at most {MaxSide:N0} pixels wide and high.");
    private static readonly Problem _frames = Problems.Invalid("logo", $"The frames of this picture have more than {MaxPixels:N0} pixels together. Use one that does not move.");

    public static Result<LogoPicture> Of(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length == 0) return Problems.Invalid("logo", "The file is empty.");
        if (bytes.Length > MaxBytes) return Problems.Invalid("logo", $"A logo can have at most {MaxBytes / 1024} KB.");
        return bytes.Span switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Sized("image/png", PngFile.Look(bytes.Span)),
            [0xff, 0xd8, 0xff, ..] => Sized("image/jpeg", JpegFile.Look(bytes.Span)),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => Sized("image/webp", WebPFile.Look(bytes.Span)),
            _ => _kind,
        };
    }

    private static Result<LogoPicture> Sized(string type, PictureSize? found) => found switch
    {
        null or { Width: 0 } or { Height: 0 } => _damaged,
        { Width: > MaxSide } or { Height: > MaxSide } => _large,
        { Pixels: > MaxPixels } => _frames,
        { } size => new LogoPicture(type, (int)size.Width, (int)size.Height),
    };
}

/// <summary>What a picture that is whole asks a browser for.</summary>
/// <param name="Pixels">Of all its frames.</param>
internal readonly record struct PictureSize(uint Width, uint Height, long Pixels)
{
    /// <summary>Another frame of the same picture.</summary>
    public PictureSize With(uint width, uint height) => this with { Pixels = Pixels + ((long)width * height) };
}
