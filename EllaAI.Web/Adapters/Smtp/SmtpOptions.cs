using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography.X509Certificates;

namespace EllaAI.Web.Adapters.Smtp;

/// <summary>Section <c>Mail</c>. Without <see cref="Host"/> no mail is sent: it stays on the outbox page.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Mail";

    /// <summary>The mail server that takes mail for everybody, such as <c>smtp.example.com</c>.</summary>
    public string Host { get; set; } = "";

    [Range(1, 65535, ErrorMessage = "Mail:Port is a number from 1 to 65535.")]
    public int Port { get; set; } = 587;

    /// <summary><c>starttls</c>, <c>tls</c> (from the first byte on, usually at port 465) or <c>none</c>.</summary>
    [RegularExpression("^(none|starttls|tls)$", ErrorMessage = "Mail:Security is none, starttls or tls.")]
    public string Security { get; set; } = "starttls";

    /// <summary>PEM file of the authorities that sign the mail server's certificate; no other is believed. Empty: those of this machine.</summary>
    public string ServerCa { get; set; } = "";

    /// <summary>Empty: the mail server wants nobody to sign in.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";

    public string FromName { get; set; } = "EllaAI";

    /// <summary>How long handing over one mail may take. It ends before its circuit does.</summary>
    [Range(1, 45, ErrorMessage = "Mail:TimeoutSeconds is a number from 1 to 45.")]
    public int TimeoutSeconds { get; set; } = 20;

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    internal string Address => $"{Host}:{Port}";

    /// <summary>Null where those of this machine are believed.</summary>
    internal X509Certificate2Collection? ReadAuthorities()
    {
        if (ServerCa.Length == 0) return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(ServerCa);
        return authorities;
    }
}
