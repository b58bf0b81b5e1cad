using System.Net.Security;
using System.Security.Authentication;
using EllaAI.Core.Execution;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace EllaAI.Sandbox.Service;

/// <summary>The worker's side of mutual TLS. A connection made after a file changed has what the file says now.</summary>
internal sealed class WorkerTls
{
    private readonly Lock _lock = new();
    private readonly MutualTlsFiles _files;
    private (MutualTls Tls, long Stamp) _loaded;

    /// <exception cref="MutualTlsException">A file is of no use.</exception>
    public WorkerTls(MutualTlsFiles files)
    {
        _files = files;
        _loaded = (Load(), Stamp());
    }

    public void Use(ListenOptions listen) => listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Options()) });

    private SslServerAuthenticationOptions Options()
    {
        var tls = Current();
        return new()
        {
            ServerCertificateContext = tls.Own,
            ClientCertificateRequired = true,
            CertificateChainPolicy = tls.PeerPolicy,
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => tls.Accepts(certificate, errors),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
    }

    private MutualTls Current()
    {
        lock (_lock)
        {
            var stamp = Stamp();
            if (stamp == _loaded.Stamp) return _loaded.Tls;
            try
            {
                return (_loaded = (Load(), stamp)).Tls;
            }
            catch (MutualTlsException e)
            {
                // Half of it is there: the old one serves until the next change.
                Console.Error.WriteLine($"The certificates stay as they were: {e.Message}");
                _loaded.Stamp = stamp;
                return _loaded.Tls;
            }
        }
    }

    private MutualTls Load() => MutualTls.Load(_files, TlsEnd.Server, TimeProvider.System.GetUtcNow());

    private long Stamp()
    {
        var hash = new HashCode();
        foreach (var file in new[] { _files.Certificate, _files.Key, _files.Authorities }) hash.Add(File.GetLastWriteTimeUtc(file));
        return hash.ToHashCode();
    }
}
