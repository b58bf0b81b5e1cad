using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MimeKit;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Smtp;

/// <param name="From">Of the envelope.</param>
/// <param name="To">Of the envelope.</param>
/// <param name="User">Who signed in; null for nobody.</param>
public sealed record Envelope(string From, IReadOnlyList<string> To, bool Tls, string? User);

public sealed record Arrived(MimeMessage Letter, Envelope Envelope);

/// <summary>Debian's aiosmtpd on a free port with a folder of its own; can be killed, started again, frozen, and told what to answer.</summary>
public sealed partial class SmtpServer : IAsyncDisposable
{
    private const int Kill = 9, Continue = 18, Stop = 19;
    private const string Python = "/usr/bin/python3", Package = "/usr/lib/python3/dist-packages/aiosmtpd";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-smtp-");
    private readonly string[] _arguments;
    private readonly bool _greets;
    private Process? _process;

    private SmtpServer(string[] arguments) => (_arguments, _greets) = (arguments, !arguments.Contains("--tls"));

    public int Port { get; } = FreePort();

    /// <summary>PEM file with a certificate for 127.0.0.1 that nobody signed, and its key.</summary>
    public string Certificate { get; private set; } = "";

    /// <summary>Whom it was asked to take mail for, in order.</summary>
    public IReadOnlyList<string> Asked => File.Exists(Of("asked")) ? File.ReadAllLines(Of("asked")) : [];

    /// <summary>What a product needs to send through it.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{Port}",
        ["Mail:Security"] = "none",
        ["Mail:From"] = "jobs@ella.example",
    };

    /// <summary>Skips the test where there is no aiosmtpd, except where everything is demanded.</summary>
    /// <param name="encrypted">With a certificate of its own.</param>
    public static async Task<SmtpServer> Start(bool encrypted = false, params string[] arguments)
    {
        if (!Directory.Exists(Package))
        {
            if (Environment.GetEnvironmentVariable("ELLA_REQUIRE") == "all") throw new InvalidOperationException($"{Package} is missing.");
            Assert.Skip($"{Package} is missing: apt install python3-aiosmtpd.");
        }

        var server = new SmtpServer(arguments);
        if (encrypted) await server.Certify();
        await server.Restart();
        return server;
    }

    /// <summary>On the same port, with the same mailbox. Returns when it answers.</summary>
    public async Task Restart()
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "server.py"), $"{Port}", _folder.FullName, .. _arguments])
            start.ArgumentList.Add(argument);
        if (Certificate.Length > 0) start.ArgumentList.Add($"--certificate={Certificate}");
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Until.True(Answers);
    }

    public void KillAtOnce()
    {
        Signal(Kill);
        _process!.WaitForExit();
    }

    public void Freeze() => Signal(Stop);

    public void Thaw() => Signal(Continue);

    /// <param name="command"><c>MAIL</c>, <c>RCPT</c> or <c>DATA</c>.</param>
    /// <param name="answer">Such as <c>550 5.1.1 No such user</c>; null takes mail again.</param>
    public void Answer(string command, string? answer)
    {
        if (answer is null) File.Delete(Of($"answer-{command}"));
        else File.WriteAllText(Of($"answer-{command}"), answer);
    }

    public IReadOnlyList<Arrived> Mailbox() =>
        [.. _folder.GetFiles("*.eml").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => new Arrived(MimeMessage.Load(f.FullName), About(f)))];

    public async Task<Arrived> Next(int seconds = 60)
    {
        await Until.True(() => _folder.GetFiles("*.eml").Length > 0, seconds);
        return Mailbox()[0];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            Signal(Kill);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Envelope About(FileInfo letter) =>
        JsonSerializer.Deserialize<Envelope>(File.ReadAllText(Path.ChangeExtension(letter.FullName, "json")), JsonSerializerOptions.Web)!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task Certify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Certificate = Of("certificate.pem");
        await File.WriteAllTextAsync(Certificate, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    private async Task<bool> Answers()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            if (!_greets) return true;
            using var reader = new StreamReader(client.GetStream());
            return (await reader.ReadLineAsync())?.StartsWith("220", StringComparison.Ordinal) == true;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private string Of(string name) => Path.Combine(_folder.FullName, name);

    private void Signal(int signal) => Assert.Equal(0, SendSignal(_process!.Id, signal));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);
}
