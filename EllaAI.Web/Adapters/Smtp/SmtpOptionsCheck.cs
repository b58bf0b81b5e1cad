using System.Net;
using System.Security.Cryptography;
using EllaAI.Core.Notifications;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Smtp;

/// <summary>What the attributes cannot say. Every wrong key is named at once, and no password is ever said.</summary>
internal sealed class SmtpOptionsCheck : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        string[] problems = [.. options.Host.Length > 0 ? WithServer(options) : WithoutServer(options)];
        return problems.Length > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    /// <summary>Whoever says so much about a mail server means to have one.</summary>
    private static IEnumerable<string> WithoutServer(SmtpOptions options)
    {
        if (options.From.Length + options.User.Length + options.Password.Length + options.ServerCa.Length > 0)
            yield return "Mail:Host is missing: it names the mail server that the other settings of Mail are about.";
    }

    private static IEnumerable<string> WithServer(SmtpOptions options)
    {
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown) yield return "Mail:Host is a name or an address such as smtp.example.com, without a port.";
        if (!EmailAddress.IsValid(options.From)) yield return "Mail:From is the sender's address, such as jobs@example.com.";
        if (options.FromName.Any(char.IsControl)) yield return "Mail:FromName is one line.";
        if (options.User.Length == 0 && options.Password.Length > 0) yield return "Mail:User is missing: Mail:Password is of no use without it.";
        if (options.User.Length > 0 && options.Password.Length == 0) yield return "Mail:Password is missing: Mail:User needs one.";
        if (options is { User.Length: > 0, Security: "none" } && !IsHere(options.Host))
            yield return "Mail:Security is none, so that anybody on the way could read Mail:Password: use starttls or tls.";
        if (options.ServerCa.Length > 0 && options.Security == "none") yield return "Mail:ServerCa is for starttls or tls, and Mail:Security is none.";
        if (options.ServerCa.Length > 0 && !HoldsCertificates(options)) yield return $"Mail:ServerCa: {options.ServerCa} is no file with certificates (PEM).";
    }

    private static bool HoldsCertificates(SmtpOptions options)
    {
        try
        {
            return options.ReadAuthorities() is { Count: > 0 };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }

    private static bool IsHere(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
