using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace EllaAI.Web.Adapters.Smtp;

/// <summary>One connection to the mail server. Knows how far it came, for the answers of a server do not say what they are about.</summary>
internal sealed class SmtpConnection : SmtpClient
{
    private readonly SmtpOptions _options;

    /// <param name="authorities">Who signs the server's certificate; null for those that this machine trusts.</param>
    public SmtpConnection(SmtpOptions options, X509Certificate2Collection? authorities)
    {
        _options = options;
        // As .NET's own clients do. A list of revoked certificates is another server to wait for, which a private authority seldom has.
        CheckCertificateRevocation = false;
        if (authorities is not null) ServerCertificateValidationCallback = (_, certificate, sent, errors) => IsTrusted(certificate, sent, errors, authorities);
    }

    /// <summary>The server takes mail from us: whatever it says from now on is about this mail.</summary>
    public bool IsWelcome { get; private set; }

    /// <summary>Sender and recipient are accepted: the mail itself is on its way, and what goes wrong from now on may leave it delivered.</summary>
    public bool IsHandedOver { get; private set; }

    public async Task Open(CancellationToken ct)
    {
        var security = _options.Security switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "starttls" => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        await ConnectAsync(_options.Host, _options.Port, security, ct);
        if (_options.User.Length > 0) await AuthenticateAsync(_options.User, _options.Password, ct);
    }

    /// <summary>Not every server knows letters beyond ASCII before the @. Those of a domain have a form in ASCII.</summary>
    public bool CanWriteTo(MimeMessage letter) =>
        Capabilities.HasFlag(SmtpCapabilities.UTF8) || letter.To.Mailboxes.All(to => Ascii.IsValid(to.GetAddress(idnEncode: true)));

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        IsWelcome = true;
        base.OnSenderAccepted(message, mailbox, response);
    }

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        IsHandedOver = true;
        base.OnRecipientAccepted(message, mailbox, response);
    }

    private static bool IsTrusted(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors, X509Certificate2Collection authorities)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        using var shown = new X509Certificate2(certificate);
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(shown);
    }
}
