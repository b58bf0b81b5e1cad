using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Web.Adapters.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Smtp;

/// <summary>What becomes of mail, and of everything else, while the mail server is away, hangs, or does not want us.</summary>
public sealed class SmtpOutageTests
{
    [Fact]
    public async Task A_mail_written_while_the_server_is_down_arrives_when_it_is_up_again()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());
        mail.Server.KillAtOnce();
        var invited = await mail.Invite();

        Assert.Equal("The mail server cannot be used right now.", (await mail.IsPutOff(invited.Mail)).Reason);
        var (status, description) = await mail.Health();
        Assert.Equal("degraded", status);
        Assert.StartsWith($"mail waits: 127.0.0.1:{mail.Server.Port} cannot be reached", description, StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(await mail.Deliveries()).Attempts);

        await mail.Server.Restart();
        await mail.Becomes(invited.Mail, MailState.Sent);
        Assert.Contains(invited.Link.ToString(), Assert.Single(mail.Server.Mailbox()).Letter.TextBody, StringComparison.Ordinal);
        Assert.Equal(("healthy", "sent by SMTP"), await mail.Health());
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_alone_while_everything_else_goes_on_and_gets_the_mail_afterwards()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start(), null, ("Mail:TimeoutSeconds", "1"));
        mail.Server.Freeze();
        var invited = new List<MailId>();
        for (var i = 0; i < 8; i++) invited.Add((await mail.Invite($"Person {i}", $"person{i}@example.com")).Mail);

        // The invitations' other subscribers are through long before the mails have run into their timeouts.
        await Until.True(async () => (await mail.Deliveries()).TrueForAll(d => d.Subscriber.StartsWith(nameof(SendMail), StringComparison.Ordinal)));
        using var browser = new Browser(mail.App);
        var watch = Stopwatch.StartNew();
        for (var asked = 0; mail.Circuit.State == "closed" || asked < 10; asked++)
            Assert.Equal(HttpStatusCode.OK, (await browser.Get("/sign-in")).StatusCode);
        TestContext.Current.SendDiagnosticMessage($"Open after {watch.ElapsedMilliseconds} ms.");

        Assert.Equal("open", mail.Circuit.State);
        Assert.Equal("degraded", (await mail.Health()).Status);
        Assert.Contains("ella_neighbour_circuit{", await (await browser.Get("/metrics")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Until.True(async () => (await mail.Deliveries()) is { Count: 8 } all && all.TrueForAll(d => d is { Attempts: 0, Postponed: > 0 } or { Owner.Length: > 0 }));

        mail.Server.Thaw();
        await Until.True(() => mail.Server.Mailbox().Count >= 8, seconds: 150);
        foreach (var id in invited) await mail.Becomes(id, MailState.Sent);
        // A server that took a mail and could not say so any more gets it twice, under one id.
        Assert.Equal(8, mail.Server.Mailbox().Select(m => m.Letter.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_server_that_takes_a_mail_and_says_nothing_is_asked_again_under_the_same_id_and_is_not_called_away()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start(), null, ("Mail:TimeoutSeconds", "1"));
        mail.Server.Answer("DATA", "silence");
        var invited = await mail.Invite();
        await Until.True(async () => (await mail.Read(invited.Mail)).Unanswered == 1);
        Assert.Equal("The mail server took it and did not say what became of it.", (await mail.Read(invited.Mail)).Reason);

        mail.Server.Answer("DATA", null);
        await mail.Becomes(invited.Mail, MailState.Sent);
        Assert.Equal(0, (await mail.Read(invited.Mail)).Unanswered);
        Assert.Equal(2, mail.Server.Mailbox().Count);
        Assert.Single(mail.Server.Mailbox().Select(m => m.Letter.MessageId).Distinct());
        Assert.Equal("closed", mail.Circuit.State);
    }

    [Fact]
    public async Task A_wrong_password_is_told_once_and_never_shown()
    {
        var log = new KeptLog();
        await using var mail = await MailApp.Start(
            await SmtpServer.Start(arguments: "--password=hunter2"), services => services.AddSingleton<ILogger<SmtpTransport>>(log),
            ("Mail:User", "ella"), ("Mail:Password", "wr0ng-secret"));

        for (var i = 0; i < 7; i++) await mail.IsPutOff((await mail.Invite("Ann", $"ann{i}@example.com")).Mail);

        var told = $"127.0.0.1:{mail.Server.Port} does not accept Mail:User with Mail:Password.";
        Assert.Equal(("degraded", $"mail waits: {told}"), await mail.Health());
        Assert.Equal([$"Warning Mail waits: {told}"], log.Lines);
        Assert.Equal("open", mail.Circuit.State);
        Assert.All(await mail.Deliveries(), d => Assert.DoesNotContain("secret", d.Reason, StringComparison.Ordinal));
        Assert.Empty(mail.Server.Mailbox());
    }

    [Fact]
    public async Task Who_signs_in_may_send()
    {
        await using var mail = await MailApp.Start(
            await SmtpServer.Start(arguments: "--password=hunter2"), null, ("Mail:User", "ella"), ("Mail:Password", "hunter2"));

        await mail.Becomes((await mail.Invite()).Mail, MailState.Sent);

        Assert.Equal("ella", Assert.Single(mail.Server.Mailbox()).Envelope.User);
    }

    [Fact]
    public async Task Who_does_not_sign_in_where_one_must_is_told_which_setting_is_missing()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start(arguments: "--password=hunter2"));

        await mail.IsPutOff((await mail.Invite()).Mail);

        Assert.EndsWith("takes mail only from who signs in: see Mail:User and Mail:Password.", (await mail.Health()).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_that_the_server_does_not_want_is_a_setting_and_no_fault_of_the_mail()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());
        mail.Server.Answer("MAIL", "553 5.7.1 Not you");

        var id = (await mail.Invite()).Mail;
        await mail.IsPutOff(id);

        Assert.Contains("553", (await mail.Health()).Description, StringComparison.Ordinal);
        mail.Server.Answer("MAIL", null);
        await mail.Becomes(id, MailState.Sent);
    }

    [Theory]
    [InlineData("MAIL", "451 4.3.0 Come back later")]
    [InlineData("RCPT", "421 4.3.2 Shutting down")]
    [InlineData("DATA", "421 4.3.2 Shutting down")]
    public async Task A_server_that_wants_no_mail_from_anybody_now_is_a_failure_of_the_server(string command, string answer)
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());
        mail.Server.Answer(command, answer);

        await mail.IsPutOff((await mail.Invite()).Mail);

        Assert.EndsWith($"takes no mail now ({answer[..3]}).", (await mail.Health()).Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task Mail_goes_out_encrypted_to_a_server_that_is_trusted(string security)
    {
        var server = await SmtpServer.Start(encrypted: true, security == "tls" ? ["--tls"] : []);
        await using var mail = await MailApp.Start(server, null, ("Mail:Security", security), ("Mail:ServerCa", server.Certificate));

        await mail.Becomes((await mail.Invite()).Mail, MailState.Sent);

        Assert.True(Assert.Single(server.Mailbox()).Envelope.Tls);
    }

    [Theory]
    [InlineData("starttls", true, "shows no certificate that is trusted")]
    [InlineData("tls", true, "shows no certificate that is trusted")]
    [InlineData("starttls", false, "does not offer what the settings ask for")]
    public async Task Nothing_goes_to_a_server_that_is_not_trusted_or_does_not_encrypt(string security, bool encrypted, string why)
    {
        await using var mail = await MailApp.Start(
            await SmtpServer.Start(encrypted, security == "tls" ? ["--tls"] : []), null, ("Mail:Security", security));

        await mail.IsPutOff((await mail.Invite()).Mail);

        Assert.Contains(why, (await mail.Health()).Description, StringComparison.Ordinal);
        Assert.Empty(mail.Server.Asked);
    }

    private sealed class KeptLog : ILogger<SmtpTransport>
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Lines => [.. _lines];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{logLevel} {formatter(state, exception)}{exception}");
    }
}
