using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace EllaAI.Web.Adapters.Smtp;

/// <summary>The mail server does not do its work, or not for us. Says which setting that is about, for whoever runs this; nothing about a mail.</summary>
public sealed class MailServerException : Exception
{
    public MailServerException() { }

    public MailServerException(string message) : base(message) { }

    public MailServerException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Null for what no mail server does: a bug of ours.</summary>
    internal static MailServerException? Of(Exception e, SmtpOptions options) => Words(e, options) is { } words
        ? new($"{options.Address} {words}", e)
        : null;

    private static string? Words(Exception e, SmtpOptions options) => e switch
    {
        // What the server says about a password that it does not take is its own: it might repeat it.
        AuthenticationException => "does not accept Mail:User with Mail:Password.",
        ServiceNotAuthenticatedException => "takes mail only from who signs in: see Mail:User and Mail:Password.",
        SslHandshakeException => $"shows no certificate that is trusted, or speaks no TLS at this port: see Mail:Security ({options.Security}) and Mail:ServerCa.",
        NotSupportedException => $"does not offer what the settings ask for: see Mail:Security ({options.Security}) and Mail:User.",
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted, StatusCode: >= SmtpStatusCode.CommandUnrecognized } refused => $"takes no mail from Mail:From ({(int)refused.StatusCode}).",
        SmtpCommandException refused => $"takes no mail now ({(int)refused.StatusCode}).",
        SocketException unreachable => $"cannot be reached: {unreachable.Message}.",
        SmtpProtocolException or IOException or ServiceNotConnectedException => "broke off in the middle.",
        TimeoutException => $"did not answer within Mail:TimeoutSeconds ({options.TimeoutSeconds}).",
        _ => null,
    };
}
