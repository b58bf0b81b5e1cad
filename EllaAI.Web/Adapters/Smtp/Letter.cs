using EllaAI.Core.Notifications;
using MimeKit;
using MimeKit.Text;

namespace EllaAI.Web.Adapters.Smtp;

/// <summary>A mail as it travels.</summary>
internal static class Letter
{
    public static MimeMessage Of(Mail mail, SmtpOptions options)
    {
        var from = new MailboxAddress(options.FromName, options.From);
        var letter = new MimeMessage
        {
            Subject = OneLine(mail.Subject),
            Date = mail.At,
            // The same each time: whoever gets a mail twice shows it once.
            MessageId = $"{mail.Id.Value:N}@{from.Domain}",
            Body = new TextPart(TextFormat.Plain) { Text = mail.Text },
        };
        letter.From.Add(from);
        letter.To.Add(new MailboxAddress(OneLine(mail.ToName), mail.ToAddress));
        // No answer by a machine, such as a holiday's notice (RFC 3834).
        letter.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return letter;
    }

    /// <summary>A line of the head must not end where a name says so.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
