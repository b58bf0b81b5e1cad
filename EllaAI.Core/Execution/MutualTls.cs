using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EllaAI.Core.Execution;

/// <summary>Which end of a connection shows a certificate. Each is good for one end only.</summary>
public enum TlsEnd
{
    Client,
    Server,
}

/// <summary>Files in PEM.</summary>
/// <param name="Certificate">Our own, followed by those between it and its authority, if any.</param>
/// <param name="Key">Its private key, not encrypted.</param>
/// <param name="Authorities">The authorities whose certificates we take from the other end; no others count.</param>
public sealed record MutualTlsFiles(string Certificate, string Key, string Authorities);

/// <summary>What a web and a worker show each other, and whom they believe.</summary>
public sealed class MutualTls
{
    private readonly X509Certificate2Collection _authorities;
    private readonly string _peerUsage;

    private MutualTls(SslStreamCertificateContext own, X509Certificate2Collection authorities, string peerUsage) =>
        (Own, _authorities, _peerUsage) = (own, authorities, peerUsage);

    public SslStreamCertificateContext Own { get; }

    /// <summary>How the other end's chain is built. No revocation lists: a private authority has none; change the authority instead.</summary>
    public X509ChainPolicy PeerPolicy
    {
        get
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            policy.CustomTrustStore.AddRange(_authorities);
            policy.ApplicationPolicy.Add(new(_peerUsage));
            return policy;
        }
    }

    /// <param name="end">Which one we are.</param>
    /// <exception cref="MutualTlsException">Which file is wrong, and how.</exception>
    public static MutualTls Load(MutualTlsFiles files, TlsEnd end, DateTimeOffset now)
    {
        var chain = Certificates(files.Certificate, TlsFile.Certificate);
        var leaf = chain[0];
        if (!IsFor(leaf, Usage(end)))
            throw new MutualTlsException(TlsFile.Certificate, $"{files.Certificate} is not for a {(end == TlsEnd.Client ? "client" : "server")}: its extended key usage does not say so.");
        if (now > leaf.NotAfter) throw new MutualTlsException(TlsFile.Certificate, $"{files.Certificate} expired on {leaf.NotAfter:yyyy-MM-dd}.");
        var own = WithKey(files);
        chain.RemoveAt(0);
        return new(
            SslStreamCertificateContext.Create(own, chain, offline: true),
            Certificates(files.Authorities, TlsFile.Authorities),
            Usage(end == TlsEnd.Client ? TlsEnd.Server : TlsEnd.Client));
    }

    /// <param name="errors">Found along <see cref="PeerPolicy"/>, the name included.</param>
    public bool Accepts(X509Certificate? peer, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None && peer is X509Certificate2 certificate && IsFor(certificate, _peerUsage);

    private static string Usage(TlsEnd end) => end == TlsEnd.Client ? "1.3.6.1.5.5.7.3.2" : "1.3.6.1.5.5.7.3.1";

    // A chain alone would let a certificate pass that says nothing of its use.
    private static bool IsFor(X509Certificate2 certificate, string usage) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(e => e.EnhancedKeyUsages.Cast<Oid>()).Any(o => o.Value == usage);

    private static X509Certificate2Collection Certificates(string file, TlsFile what)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(Text(file, what));
        }
        catch (CryptographicException e)
        {
            throw new MutualTlsException(what, $"{file} holds no certificate in PEM.", e);
        }
        return found.Count > 0 ? found : throw new MutualTlsException(what, $"{file} holds no certificate in PEM.");
    }

    private static X509Certificate2 WithKey(MutualTlsFiles files)
    {
        var (certificate, key) = (Text(files.Certificate, TlsFile.Certificate), Text(files.Key, TlsFile.Key));
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new MutualTlsException(TlsFile.Key, $"{files.Key} does not hold the private key of {files.Certificate} in PEM, not encrypted.", e);
        }
    }

    private static string Text(string file, TlsFile what)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MutualTlsException(what, $"{file} cannot be read.", e);
        }
    }
}
