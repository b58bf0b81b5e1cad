using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Companies;

public sealed class CompanyLookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("#0F766E", "#0f766e")]
    [InlineData(" 0f766e ", "#0f766e")]
    [InlineData("#fff", null)]
    [InlineData("red", null)]
    [InlineData("#0f766e;background:url(//evil.example)", null)]
    [InlineData("url(x)", null)]
    [InlineData("\"><script>", null)]
    [InlineData("#0f766é", null)]
    public void A_colour_is_six_digits_and_nothing_else(string typed, string? colour) => Assert.Equal(colour, CompanyLook.Parse(typed));

    [Fact]
    public void What_is_written_on_any_colour_can_be_read()
    {
        for (var colour = 0; colour < 0x1000000; colour += 0x1357)
        {
            var hex = $"#{colour:x6}";
            Assert.True(CompanyLook.Contrast(hex, CompanyLook.On(hex)) >= 4.5, hex);
        }
    }

    [Fact]
    public async Task Colour_and_logo_are_kept_and_go_again()
    {
        var acme = await Acme.Open();
        var looks = new SetCompanyLook(acme.Documents, acme.Clock);

        (await looks.Colour(Acme.As(Role.Admin), "#0F766E", Ct)).Value();
        var look = (await looks.Logo(Acme.As(Role.Admin), Pictures.Png(), Ct)).Value().Look;

        var logo = (await new ReadLogo(acme.Documents).Run(Acme.Id, look.Logo, Ct))!;
        Assert.Equal(("#0f766e", "image/png", Pictures.Png().Length), (look.Colour, logo.Type, logo.Bytes.Length));
        Assert.Null(await new ReadLogo(acme.Documents).Run(Acme.Id, "another", Ct));
        Assert.Equal("forbidden", (await looks.Colour(Acme.As(Role.Recruiter), "#000000", Ct)).Code());
        Assert.Equal("invalid-colour", (await looks.Colour(Acme.As(Role.Admin), "red", Ct)).Code());

        Assert.Equal(new("#0f766e"), (await looks.RemoveLogo(Acme.As(Role.Admin), Ct)).Value().Look);
        Assert.Null(await new ReadLogo(acme.Documents).Run(Acme.Id, look.Logo, Ct));
    }

    [Fact]
    public void A_logo_is_what_its_bytes_are()
    {
        Assert.Equal(new("image/png", 120, 40), LogoPicture.Of(Pictures.Png()).Value());
        Assert.Equal(new("image/jpeg", 120, 40), LogoPicture.Of(Pictures.Jpeg()).Value());
        Assert.Equal(new("image/webp", 120, 40), LogoPicture.Of(Pictures.WebP()).Value());
        byte[][] wrong =
        [
            [], Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"), Encoding.UTF8.GetBytes("GIF89a<script>"), [0xff, 0xd8, 0xff], [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0],
            Pictures.Png(uint.MaxValue), Pictures.Png(0), Pictures.Jpeg(4_000), Pictures.WebP()[..20], [.. Pictures.Png(), .. new byte[LogoPicture.MaxBytes]],
        ];
        Assert.All(wrong, bytes => Assert.Equal("invalid-logo", LogoPicture.Of(bytes).Code()));
    }
}
