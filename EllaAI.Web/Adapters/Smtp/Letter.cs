using EllaAI.Core.Notifications;
using MimeKit;
using MimeKit.Utils;

namespace EllaAI.Web.Adapters.Smtp;

/// <summary>A mail as it travels.</summary>
internal static class Letter
{
    public static MimeMessage Of(Mail mail, Letterhead head, SmtpOptions options)
    {
        var from = new MailboxAddress(options.FromName, options.From);
        var letter = new MimeMessage
        {
            Subject = OneLine(mail.Subject),
            Date = mail.At,
            // The same each time: whoever gets a mail twice shows it once.
            MessageId = $"{mail.Id.Value:N}@{from.Domain}",
            Body = BodyOf(mail, head),
        };
        letter.From.Add(from);
        letter.To.Add(new MailboxAddress(OneLine(mail.ToName), mail.ToAddress));
        // No answer by a machine, such as a holiday's notice (RFC 3834).
        letter.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return letter;
    }

    /// <summary>Plain text for whoever reads that, and the same words with the company's colour and logo. The picture is in the letter: nobody hears when it is opened.</summary>
    private static MimeEntity BodyOf(Mail mail, Letterhead head)
    {
        var body = new BodyBuilder { TextBody = mail.Text };
        string? picture = null;
        if (head.Logo is { } logo)
        {
            var type = ContentType.Parse(logo.Type);
            var part = body.LinkedResources.Add($"logo.{type.MediaSubtype}", logo.Bytes, type);
            part.ContentId = MimeUtils.GenerateMessageId("ella");
            picture = part.ContentId;
        }

        body.HtmlBody = LetterPage.Of(mail, head, picture);
        return body.ToMessageBody();
    }

    /// <summary>A line of the head must not end where a name says so.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
