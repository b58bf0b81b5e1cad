using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using EllaAI.Core.Notifications;
using EllaAI.Web.Hosting;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace EllaAI.Web.Adapters.Smtp;

/// <summary>
/// Hands mails to the mail server, each over a connection of its own. What that says about a mail is an answer; that it does not work is a
/// failure, which its circuit counts and of which only whoever runs this hears details.
/// </summary>
internal sealed partial class SmtpTransport(IOptions<SmtpOptions> options, Circuits circuits, TimeProvider clock, ILogger<SmtpTransport> log) : IMailTransport
{
    private readonly SmtpOptions _options = options.Value;
    private readonly X509Certificate2Collection? _authorities = options.Value.ReadAuthorities();
    private readonly Circuit _circuit = circuits.To(ResiliencePlan.Mail);
    private string _told = "";

    public bool Sends => true;

    public async Task<MailReply> Send(Mail mail, Letterhead head, CancellationToken ct)
    {
        using var letter = Letter.Of(mail, head, _options);
        try
        {
            var reply = await _circuit.Run(calling => Hand(letter, calling), ct);
            if (Interlocked.Exchange(ref _told, "").Length > 0) LogBack(_options.Address);
            return reply;
        }
        catch (Exception e) when (e is MailServerException or NeighbourUnavailableException)
        {
            var problem = _circuit.Problem;
            if (problem.Length > 0 && Interlocked.Exchange(ref _told, problem) != problem) LogGone(problem);
            return new(MailAnswer.Later, "The mail server cannot be used right now.");
        }
    }

    private async ValueTask<MailReply> Hand(MimeMessage letter, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(_options.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        using var connection = new SmtpConnection(_options, _authorities);
        try
        {
            await connection.Open(both.Token);
            var reply = await Hand(connection, letter, both.Token);
            await connection.DisconnectAsync(quit: true, both.Token);
            return reply;
        }
        catch (Exception e) when (connection.IsHandedOver && !ct.IsCancellationRequested && e is not SmtpCommandException && (e is OperationCanceledException || MailServerException.Of(e, _options) is not null))
        {
            return new(MailAnswer.Unanswered, "The mail server took it and did not say what became of it.");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw MailServerException.Of(new TimeoutException(), _options)!;
        }
        catch (Exception e) when (MailServerException.Of(e, _options) is { } problem)
        {
            throw problem;
        }
    }

    private static async Task<MailReply> Hand(SmtpConnection connection, MimeMessage letter, CancellationToken ct)
    {
        if (!connection.CanWriteTo(letter)) return new(MailAnswer.Refused, "The mail server cannot write to an address with letters like these.");
        try
        {
            await connection.SendAsync(letter, ct);
            return new(MailAnswer.Taken);
        }
        catch (SmtpCommandException e) when (connection.IsWelcome && e.StatusCode != SmtpStatusCode.ServiceNotAvailable)
        {
            return (int)e.StatusCode < 500
                ? new(MailAnswer.Later, Said(e))
                : new(MailAnswer.Refused, Said(e));
        }
    }

    private static string Said(SmtpCommandException e) => string.Create(CultureInfo.InvariantCulture, $"The mail server said: {(int)e.StatusCode} {e.Message}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail waits: {Problem}")]
    private partial void LogGone(string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Server} takes mail again")]
    private partial void LogBack(string server);
}
