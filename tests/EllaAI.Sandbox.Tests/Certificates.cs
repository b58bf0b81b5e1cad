using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EllaAI.Sandbox.Tests;

/// <summary>An authority with files in a folder of its own.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-test-");
    private readonly X509Certificate2 _authority;
    private int _made;

    public Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(Yesterday, Tomorrow);
        Authority = File("authority", _authority.ExportCertificatePem());
    }

    public string Authority { get; }

    private static DateTimeOffset Yesterday => DateTimeOffset.UtcNow.AddDays(-1);

    private static DateTimeOffset Tomorrow => DateTimeOffset.UtcNow.AddDays(1);

    /// <summary>Files of a certificate and its key.</summary>
    public (string Certificate, string Key) Client() => Make("1.3.6.1.5.5.7.3.2", Tomorrow);

    public (string Certificate, string Key) Server(DateTimeOffset? until = null) => Make("1.3.6.1.5.5.7.3.1", until ?? Tomorrow);

    /// <summary>Options of a worker that takes clients of this authority, or of another.</summary>
    public string[] ForWorker(Certificates? clients = null)
    {
        var (certificate, key) = Server();
        return ["--cert", certificate, "--key", key, "--client-ca", (clients ?? this).Authority];
    }

    /// <summary>Settings of a web.</summary>
    public (string, string)[] ForWeb((string Certificate, string Key)? shown = null)
    {
        var (certificate, key) = shown ?? Client();
        return [("Sandbox:ClientCertificate", certificate), ("Sandbox:ClientKey", key), ("Sandbox:ServerCa", Authority)];
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private (string Certificate, string Key) Make(string usage, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(usage)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, Yesterday.AddHours(1), until.AddHours(-1), [1, (byte)++_made]);
        return (File($"{_made}.pem", certificate.ExportCertificatePem()), File($"{_made}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
