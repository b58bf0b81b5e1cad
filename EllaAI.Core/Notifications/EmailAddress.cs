using System.Net.Mail;

namespace EllaAI.Core.Notifications;

public static class EmailAddress
{
    public const int MaxLength = 254;

    /// <summary>One address on the internet and nothing beside it: no name, no second address, nothing that ends a line of a mail's head.</summary>
    public static bool IsValid(string text) =>
        text.Length <= MaxLength
        && !text.Any(Text.IsUnprintable)
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Contains('.', StringComparison.Ordinal);
}
