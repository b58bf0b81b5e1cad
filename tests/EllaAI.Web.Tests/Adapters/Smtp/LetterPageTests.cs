using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.Tests;
using EllaAI.Core.Tests.Companies;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Smtp;

/// <summary>What a reader sees whose program shows pages and pictures.</summary>
public sealed class LetterPageTests
{
    private static readonly Actor _admin = Actor.Member(new(Guid.NewGuid()), new(new("acme"), Role.Admin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_has_the_companys_colour_and_its_logo_within()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());
        var looks = mail.App.Services.GetRequiredService<SetCompanyLook>();
        (await looks.Colours(_admin, "#facc15", "#1e293b", Ct)).Value();
        (await looks.Logo(_admin, Pictures.Png(), Ct)).Value();

        var invited = await mail.Invite();
        var letter = (await mail.Server.Next()).Letter;

        var page = letter.HtmlBody!.ReplaceLineEndings("\n");
        // Black on yellow: what can be read.
        Assert.Contains($"<a href=\"{invited.Link}\" style=\"display:inline-block;padding:11px 20px;border-radius:8px;background:#facc15;color:#000000;", page, StringComparison.Ordinal);
        Assert.Contains("<td style=\"padding:16px 28px;background:#1e293b;color:#ffffff;", page, StringComparison.Ordinal);
        Assert.Contains(">Open the assessment</a>", page, StringComparison.Ordinal);
        var picture = Assert.Single(letter.BodyParts.OfType<MimePart>(), part => part.ContentType.MimeType == "image/png");
        Assert.Contains($"src=\"cid:{picture.ContentId}\"", page, StringComparison.Ordinal);
        using var bytes = new MemoryStream();
        await picture.Content!.DecodeToAsync(bytes, Ct);
        Assert.Equal(Pictures.Png(), bytes.ToArray());
        // Nothing that tells anybody when it is read.
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.Contains(invited.Link.ToString(), letter.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_write_is_text_in_it()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());
        const string Evil = "<img src=x onerror=alert(1)> \" ' & javascript:alert(1) <a href=\"http://x\">y</a>";

        await mail.Post(new(new(Guid.NewGuid()), "Ann", "ann@example.com", Evil, $"Hello {Evil}\n\nhttps://ella.example/a\"b<script>", DateTimeOffset.UtcNow) { Action = Evil });
        var page = (await mail.Server.Next()).Letter.HtmlBody!;

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<a href=\"http://x\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_is_large_and_a_mail_of_ours_has_our_name()
    {
        var page = LetterPageOf(new(new(Guid.NewGuid()), "Ann", "ann@example.com", "Your code", "Hello Ann,\n\n123456\n\nis your code.\n", DateTimeOffset.UtcNow));

        Assert.Matches("<p style=\"[^\"]*font-size:28px[^\"]*\">123456</p>", page);
        Assert.Contains("color:#111827;", page, StringComparison.Ordinal);
        Assert.Contains("</span>EllaAI", page, StringComparison.Ordinal);
    }

    private static string LetterPageOf(Mail mail) => Web.Adapters.Smtp.LetterPage.Of(mail, Letterhead.OfInstallation, null);
}
