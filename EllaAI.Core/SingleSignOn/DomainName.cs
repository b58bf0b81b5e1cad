using System.Globalization;
using System.Text.RegularExpressions;
using EllaAI.Core.Notifications;

namespace EllaAI.Core.SingleSignOn;

/// <summary>What stands behind the @ of addresses, as it is compared: in lower case, and in ASCII.</summary>
public static partial class DomainName
{
    /// <summary>Null for what is none.</summary>
    public static string? Of(string typed)
    {
        if (typed.Length > 253) return null;
        try
        {
            var name = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(typed.Trim().TrimStart('@').TrimEnd('.')).ToLowerInvariant();
            return name.Length <= 253 && Names().IsMatch(name) ? name : null;
        }
        catch (ArgumentException)
        {
            // How the library says that it is none.
            return null;
        }
    }

    /// <summary>Null for what is no address.</summary>
    public static string? OfAddress(string email) => EmailAddress.IsValid(email) ? Of(email[(email.LastIndexOf('@') + 1)..]) : null;

    [GeneratedRegex("^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$")]
    private static partial Regex Names();
}
