using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Web.Notifications;

namespace EllaAI.Web.Adapters.Smtp;

/// <summary>
/// A mail's text as a page, in the colour of whoever writes. Everything that a person wrote is encoded, nothing is fetched from anywhere, and what
/// programs for mail leave out of pages (styles apart, scripts, forms) is not there.
/// </summary>
internal static class LetterPage
{
    private const string OurColour = "#4f46e5";
    private const string Font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="picture">The content id of the logo in the letter; null for none.</param>
    public static string Of(Mail mail, Letterhead head, string? picture)
    {
        var colour = CompanyLook.Parse(head.Colour) ?? OurColour;
        var page = new StringBuilder()
            .Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light\"><title>")
            .Append(_encoder.Encode(mail.Subject))
            .Append("</title></head><body style=\"margin:0;padding:0;background:#f3f4f6\">")
            .Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:#f3f4f6\"><tr><td align=\"center\" style=\"padding:24px 12px\">")
            .Append(CultureInfo.InvariantCulture, $"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:560px;background:#ffffff;border-top:4px solid {colour};border-radius:8px\">")
            .Append(CultureInfo.InvariantCulture, $"<tr><td style=\"{HeadStyle(head.Header)};{Font};font-size:15px;font-weight:600\">")
            .Append(Mark(head, colour, picture))
            .Append($"</td></tr><tr><td style=\"padding:8px 28px 24px;{Font};font-size:15px;line-height:1.55;color:#1f2937;word-break:break-word\">");
        foreach (var paragraph in mail.Text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)) page.Append(Paragraph(paragraph.Trim('\n'), mail.Action, colour));
        return page.Append("</td></tr></table></td></tr></table></body></html>").ToString();
    }

    /// <summary>White, as the rest of the page, unless the company has a colour for it.</summary>
    private static string HeadStyle(string header) => CompanyLook.Parse(header) is { } colour
        ? $"padding:16px 28px;background:{colour};color:{CompanyLook.On(colour)}"
        : "padding:24px 28px 0;color:#111827";

    private static string Mark(Letterhead head, string colour, string? picture)
    {
        var name = _encoder.Encode(head.Name);
        return picture is null
            ? $"<span style=\"display:inline-block;width:12px;height:12px;border-radius:3px;background:{colour};margin-right:8px\"></span>{name}"
            : $"<img src=\"cid:{_encoder.Encode(picture)}\" alt=\"\" height=\"32\" style=\"height:32px;max-width:240px;vertical-align:middle;margin-right:10px;background:#ffffff;border-radius:4px\">{name}";
    }

    private static string Paragraph(string text, string action, string colour) => MailText.Parts(text) switch
    {
        [{ Link: { } link }] when action.Length > 0 => $"""
            <p style="margin:20px 0 8px"><a href="{_encoder.Encode(link.AbsoluteUri)}" style="display:inline-block;padding:11px 20px;border-radius:8px;background:{colour};color:{CompanyLook.On(colour)};font-weight:600;text-decoration:none">{_encoder.Encode(action)}</a></p><p style="margin:0 0 20px;font-size:13px;color:#4b5563">Or copy this address: <a href="{_encoder.Encode(link.AbsoluteUri)}" style="color:#4b5563">{_encoder.Encode(text)}</a></p>
            """,
        [{ Link: null }] when text.Length <= 12 && text.All(char.IsAsciiDigit) => $"<p style=\"margin:16px 0;font-size:28px;font-weight:700;letter-spacing:4px;font-family:ui-monospace,Menlo,Consolas,monospace\">{text}</p>",
        var parts => $"<p style=\"margin:14px 0\">{string.Concat(parts.Select(Part))}</p>",
    };

    private static string Part(MailPart part)
    {
        var text = _encoder.Encode(part.Text).Replace("&#xA;", " ", StringComparison.Ordinal);
        return part.Link is null ? text : $"<a href=\"{_encoder.Encode(part.Link.AbsoluteUri)}\" style=\"color:#3730a3\">{text}</a>";
    }
}
