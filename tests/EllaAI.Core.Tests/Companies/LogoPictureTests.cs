using EllaAI.Core.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Companies;

/// <summary>A picture is taken when it is whole and asks a browser for no more than a logo does.</summary>
public sealed class LogoPictureTests
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAwAAAAECAYAAAC6Jt6KAAAAI0lEQVR4AbTLMQ0AAAwCwQYFVcqIMQyigYFPfjy86GZc2R4EAAD//7VMizkAAAAGSURBVAMAQpsT3e+0QzIAAAAASUVORK5CYII=";

    private const string Jpeg =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2Nj"
        + "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAEAAwDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAA"
        + "AAAAAwX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCUAZHf/9k=";

    private const string Lossy = "UklGRjQAAABXRUJQVlA4ICgAAABwAQCdASoMAAQAAsBMJaACdAFAAAD+7HDSr1eZV/8K1/K1/K1b4AAA";
    private const string Extended = "UklGRkYAAABXRUJQVlA4WAoAAAAAAAAACwAAAwAAVlA4ICgAAABwAQCdASoMAAQAAsBMJaACdAFAAAD+7HDSr1eZV/8K1/K1/K1b4AAA";
    private const string Lossless = "UklGRh4AAABXRUJQVlA4TBEAAAAvC8AAAAdQuz7Urf+BiOh/AAA=";

    /// <summary>As a browser saves them.</summary>
    public static TheoryData<string, string> Real { get; } = new() { { "image/png", Png }, { "image/jpeg", Jpeg }, { "image/webp", Lossy }, { "image/webp", Extended }, { "image/webp", Lossless } };

    [Theory]
    [MemberData(nameof(Real))]
    public void A_picture_is_taken_whole_and_cut_off_nowhere(string type, string base64)
    {
        var bytes = Convert.FromBase64String(base64);

        Assert.Equal(new(type, 12, 4), LogoPicture.Of(bytes).Value());
        // What cameras and editors write behind the end is shown by nobody.
        Assert.Equal(new(type, 12, 4), LogoPicture.Of((byte[])[.. bytes, .. "more"u8]).Value());
        for (var length = 0; length < bytes.Length; length++) Assert.Equal("invalid-logo", LogoPicture.Of(bytes.AsMemory(0, length)).Code());
        Assert.Equal("This picture is cut off or damaged. Save it once more, and choose the new file.", LogoPicture.Of(bytes.AsMemory(0, 26)).Problem().Detail);
    }

    [Fact]
    public void A_PNG_with_a_bit_that_has_turned_over_is_refused()
    {
        var bytes = Convert.FromBase64String(Png);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 4;
            Assert.Equal("invalid-logo", LogoPicture.Of(bytes).Code());
            bytes[at] ^= 4;
        }
    }

    [Fact]
    public void No_bytes_at_all_make_it_fail_or_go_on_for_ever()
    {
        var random = new Random(20261130);
        foreach (var base64 in (string[])[Png, Jpeg, Lossy, Extended, Lossless])
            for (var tries = 0; tries < 2_000; tries++)
            {
                var bytes = Convert.FromBase64String(base64);
                for (var turned = 0; turned < 1 + (tries % 5); turned++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                _ = LogoPicture.Of(bytes).Ok(out _, out _);
            }
    }

    [Fact]
    public void What_asks_for_more_than_a_logo_is_refused()
    {
        Assert.Equal(new("image/png", 2_048, 2_048), LogoPicture.Of(Pictures.Png(2_048, 2_048)).Value());
        Assert.Equal(new("image/webp", 100, 100), LogoPicture.Of(Pictures.Moving(100, frames: 20)).Value());
        byte[][] large = [Pictures.Png(2_049, 1), Pictures.Png(50_000, 50_000), Pictures.Png(uint.MaxValue, uint.MaxValue), Pictures.Jpeg(65_535, 65_535), Pictures.WebP(16_383, 16_383)];
        Assert.All(large, bytes => Assert.Equal("A logo can be at most 2,048 pixels wide and high.", LogoPicture.Of(bytes).Problem().Detail));
        byte[][] moving = [Pictures.Png(2_048, 2_048, frames: 1), Pictures.Png(1_000, 1_000, frames: 1_000), Pictures.Moving(2_048, frames: 2), Pictures.Moving(200, frames: 200)];
        Assert.All(moving, bytes => Assert.StartsWith("The frames of this picture have more than", LogoPicture.Of(bytes).Problem().Detail, StringComparison.Ordinal));
    }
}
