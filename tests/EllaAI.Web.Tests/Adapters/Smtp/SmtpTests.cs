using EllaAI.Core.Access;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Tests;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Smtp;

/// <summary>Mail through a real mail server.</summary>
public sealed class SmtpTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_arrives_with_its_link_and_with_every_letter_of_the_name()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start(), null, ("Mail:FromName", "Ella für Größeres"));

        var invited = await mail.Invite("Zoë Müller-李 🙂 \"Z\", <x>", "zoe@example.com");
        var (letter, envelope) = await mail.Server.Next();

        var kept = await mail.Becomes(invited.Mail, MailState.Sent);
        Assert.Equal(("jobs@ella.example", "zoe@example.com"), (envelope.From, Assert.Single(envelope.To)));
        Assert.Equal(new MailboxAddress("Ella für Größeres", "jobs@ella.example"), Assert.Single(letter.From.Mailboxes));
        Assert.Equal(new MailboxAddress("Zoë Müller-李 🙂 \"Z\", <x>", "zoe@example.com"), Assert.Single(letter.To.Mailboxes));
        Assert.Equal((kept.Subject, "Acme invites you: Backend"), (letter.Subject, kept.Subject));
        Assert.Equal(kept.Text.ReplaceLineEndings(), letter.TextBody!.ReplaceLineEndings().TrimEnd('\n'));
        Assert.Contains(invited.Link.ToString(), letter.TextBody!.ReplaceLineEndings("\n").Split('\n'));
        Assert.Equal($"{invited.Mail.Value:N}@ella.example", letter.MessageId);
        Assert.Equal("auto-generated", letter.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(kept.At.ToUnixTimeSeconds(), letter.Date.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Nothing_in_a_name_or_subject_becomes_a_line_of_the_head_or_a_command()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());
        const string evil = "Ann\r\nBcc: all@example.com\r\n\r\nInstead\r\n.\r\nMAIL FROM:<evil@example.com>\nX-Evil: 1\u2028\u0085\0";

        await mail.Post(new(new(Guid.NewGuid()), evil, "ann@example.com", evil, "First\r\n.\r\nRCPT TO:<evil@example.com>\n.", DateTimeOffset.UtcNow));
        var (letter, envelope) = await mail.Server.Next();

        Assert.Equal(
            ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"],
            letter.Headers.Concat(letter.Body!.Headers).Select(h => h.Field.ToLowerInvariant()).Distinct().Order());
        Assert.Equal(("ann@example.com", "jobs@ella.example"), (Assert.Single(envelope.To), envelope.From));
        Assert.Equal(["ann@example.com"], mail.Server.Asked);
        Assert.Equal("First\n.\nRCPT TO:<evil@example.com>\n.", letter.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
    }

    [Fact]
    public async Task A_mail_delivered_twice_at_once_goes_out_under_one_id()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());
        var id = (await mail.Invite()).Mail;
        await mail.Becomes(id, MailState.Sent);

        var letter = new Mail(id, "Ann Lee", "ann@example.com", "Hello", "Text", DateTimeOffset.UtcNow);
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => mail.App.Services.GetRequiredService<IMailTransport>().Send(letter, Letterhead.OfInstallation, Ct)));

        Assert.All(replies, reply => Assert.Equal(MailAnswer.Taken, reply.Answer));
        Assert.Equal(5, mail.Server.Mailbox().Count);
        Assert.Single(mail.Server.Mailbox().Select(m => m.Letter.MessageId).Distinct());
    }

    [Fact]
    public async Task What_no_server_takes_is_refused_with_its_words_and_can_be_sent_again()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());
        mail.Server.Answer("RCPT", "550 5.1.1 No such user <ann@example.com>");
        var id = (await mail.Invite()).Mail;

        var refused = await mail.Becomes(id, MailState.Refused);
        Assert.Equal("The mail server said: 550 5.1.1 No such user <ann@example.com>", refused.Reason);
        Assert.Equal(("healthy", "closed", ""), ((await mail.Health()).Status, mail.Circuit.State, mail.Circuit.Problem));
        await Until.True(async () => (await mail.Deliveries()).Count == 0);

        mail.Server.Answer("RCPT", null);
        (await mail.Resend(id)).Value();

        Assert.Equal("", (await mail.Becomes(id, MailState.Sent)).Reason);
        Assert.Equal(2, mail.Server.Asked.Count);
    }

    [Theory]
    [InlineData("RCPT", "554 5.7.1 Relay access denied")]
    [InlineData("DATA", "554 5.6.0 This looks like spam")]
    [InlineData("DATA", "552 5.3.4 Too large")]
    public async Task Other_answers_about_a_mail_are_final_too(string command, string answer)
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());
        mail.Server.Answer(command, answer);

        var refused = await mail.Becomes((await mail.Invite()).Mail, MailState.Refused);

        Assert.EndsWith($"The mail server said: {answer}", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(("closed", ""), (mail.Circuit.State, mail.Circuit.Problem));
    }

    [Theory]
    [InlineData("RCPT", "451 4.7.1 Greylisted, come back later")]
    [InlineData("DATA", "452 4.3.1 No room at the moment")]
    public async Task A_mail_for_which_the_server_asks_to_wait_waits_and_arrives(string command, string answer)
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());
        mail.Server.Answer(command, answer);
        var id = (await mail.Invite()).Mail;

        Assert.Equal($"The mail server said: {answer}", (await mail.IsPutOff(id)).Reason);
        Assert.Equal(("closed", ""), (mail.Circuit.State, mail.Circuit.Problem));
        mail.Server.Answer(command, null);

        Assert.Equal("", (await mail.Becomes(id, MailState.Sent)).Reason);
        Assert.Single(mail.Server.Mailbox());
    }

    [Fact]
    public async Task An_address_in_letters_that_the_server_cannot_write_is_refused_in_plain_words()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start(arguments: "--ascii"));

        var refused = await mail.Becomes((await mail.Invite("Jörg", "jörg@example.com")).Mail, MailState.Refused);

        Assert.Equal("The mail server cannot write to an address with letters like these.", refused.Reason);
        await mail.Becomes((await mail.Invite("Jörg", "joerg@müller.example")).Mail, MailState.Sent);
        Assert.Equal("joerg@xn--mller-kva.example", Assert.Single(Assert.Single(mail.Server.Mailbox()).Envelope.To));
    }

    [Fact]
    public async Task Where_the_server_knows_all_letters_such_an_address_gets_its_mail()
    {
        await using var mail = await MailApp.Start(await SmtpServer.Start());

        await mail.Becomes((await mail.Invite("Jörg", "jörg@example.com")).Mail, MailState.Sent);

        Assert.Equal("jörg@example.com", Assert.Single(Assert.Single(mail.Server.Mailbox()).Envelope.To));
    }
}
