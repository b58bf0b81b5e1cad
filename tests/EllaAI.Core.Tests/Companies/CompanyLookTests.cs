using System.Text;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Audit;
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

        (await looks.Colours(Acme.As(Role.Admin), "#0F766E", "", Ct)).Value();
        var look = (await looks.Logo(Acme.As(Role.Admin), Pictures.Png(), Ct)).Value().Look;

        var logo = (await new ReadLogo(acme.Documents).Run(Acme.Id, look.Logo, Ct))!;
        Assert.Equal(("#0f766e", "image/png", Pictures.Png().Length), (look.Colour, logo.Type, logo.Bytes.Length));
        Assert.Null(await new ReadLogo(acme.Documents).Run(Acme.Id, "another", Ct));
        Assert.Equal("forbidden", (await looks.Colours(Acme.As(Role.Recruiter), "#000000", "", Ct)).Code());
        Assert.Equal("invalid-colour", (await looks.Colours(Acme.As(Role.Admin), "red", "", Ct)).Code());

        Assert.Equal(new("#0f766e"), (await looks.RemoveLogo(Acme.As(Role.Admin), Ct)).Value().Look);
        Assert.Null(await new ReadLogo(acme.Documents).Run(Acme.Id, look.Logo, Ct));
    }

    [Fact]
    public async Task A_header_has_a_colour_of_its_own_and_the_log_tells_what_it_was()
    {
        var acme = await Acme.Open();
        var (looks, logs) = (new SetCompanyLook(acme.Documents, acme.Clock), new Logs(acme));

        (await looks.Colours(Acme.As(Role.Admin), "#0f766e", " 1E293B", Ct)).Value();
        Assert.Equal("invalid-header", (await looks.Colours(Acme.As(Role.Admin), "#0f766e", "navy", Ct)).Code());
        Assert.Equal("invalid-colour", (await looks.Colours(Acme.As(Role.Admin), "navy", "#1e293b", Ct)).Code());
        var look = (await looks.Colours(Acme.As(Role.Admin), "", "#facc15", Ct)).Value().Look;

        Assert.Equal(("", "#facc15"), (look.Colour, look.Header));
        // The newest first; what was refused is not among them.
        Assert.Equal(
            [("#0f766e, header #1e293b, no logo", "no colour, header #facc15, no logo"), ("no colour, no header colour, no logo", "#0f766e, header #1e293b, no logo")],
            (await logs.Of("acme")).Where(l => l.Entry.Action == AuditAction.CompanyLookChanged).Select(l => (l.Entry.Before, l.Entry.After)));
    }

    [Fact]
    public void What_was_kept_before_there_were_two_colours_has_none_behind_the_name()
    {
        var kept = JsonSerializer.Deserialize<Company>("""{"id":"acme","name":"Acme","look":{"colour":"#0f766e","logo":""}}""", DocumentJson.Options)!;

        Assert.Equal(("#0f766e", ""), (kept.Look.Colour, kept.Look.Header));
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
