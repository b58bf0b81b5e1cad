using EllaAI.Core.Access;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Notifications;

public sealed class SendMailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_waits_until_the_server_has_taken_it()
    {
        var post = await PostOffice.Open();
        var id = await post.Invite();
        Assert.Equal((MailState.Waiting, post.Acme.Clock.GetUtcNow()), ((await post.Read(id)).State, (await post.Read(id)).Since));

        post.Acme.Clock.Advance(TimeSpan.FromSeconds(3));
        await post.Deliver();

        Assert.Equal((MailState.Sent, post.Acme.Clock.GetUtcNow(), ""), ((await post.Read(id)).State, (await post.Read(id)).Since, (await post.Read(id)).Reason));
        Assert.Equal(id, Assert.Single(post.Server.Asked).Id);
        Assert.Empty(await post.Deliveries("waiting"));
        Assert.Equal([new MailMoved(id)], post.Acme.Live.Of<MailMoved>("mail:acme"));
    }

    [Fact]
    public async Task Its_event_names_nobody()
    {
        var post = await PostOffice.Open();

        var id = await post.Invite();

        var written = Assert.Single(post.Acme.Data.Events, e => e.Name() == "ella.mail-written");
        Assert.Equal($$"""{"company":"acme","mail":"{{id.Value:N}}"}""", written.Data.GetRawText());
    }

    [Fact]
    public async Task Without_a_mail_server_it_is_kept()
    {
        var post = await PostOffice.Open();
        (post.Server.Sends, post.Server.Reply) = (false, new(MailAnswer.Kept));
        var id = await post.Invite();

        await post.Deliver();

        Assert.Equal(MailState.Kept, (await post.Read(id)).State);
        Assert.Empty(await post.Deliveries("waiting"));
    }

    [Fact]
    public async Task Mail_from_before_there_was_sending_is_kept()
    {
        var post = await PostOffice.Open();
        var id = new MailId(Guid.NewGuid());
        await post.Acme.Documents.Commit(
            [Change.Create(post.Acme.System.Key(Mail.Collection, id), new { id, toName = "Ann", toAddress = "ann@example.com", subject = "Old", text = "", at = post.Acme.Clock.GetUtcNow() })], [], Ct);

        Assert.Equal((MailState.Kept, ""), ((await post.Read(id)).State, (await post.Read(id)).Reason));
    }

    [Fact]
    public async Task One_that_is_handed_over_without_an_answer_is_sent_three_times_and_no_more()
    {
        var post = await PostOffice.Open();
        post.Server.Reply = new(MailAnswer.Unanswered, "The mail server took it and did not say what became of it.");
        var id = await post.Invite();

        await post.DeliverFor(TimeSpan.FromHours(5));

        Assert.Equal((MailState.Refused, 3), ((await post.Read(id)).State, post.Server.Asked.Count));
        Assert.EndsWith("It may have arrived.", (await post.Read(id)).Reason, StringComparison.Ordinal);
        Assert.Empty(await post.Deliveries("waiting"));
    }

    [Fact]
    public async Task A_refusal_is_final_and_its_words_are_one_harmless_line()
    {
        var post = await PostOffice.Open();
        post.Server.Reply = new(MailAnswer.Refused, "It said: 550\r\n5.1.1 \u202eno\u0000body   " + new string('x', 10_000));
        var id = await post.Invite();

        await post.DeliverFor(TimeSpan.FromMinutes(20));

        var mail = await post.Read(id);
        Assert.Equal(MailState.Refused, mail.State);
        Assert.StartsWith("It said: 550 5.1.1 no body xxx", mail.Reason, StringComparison.Ordinal);
        Assert.InRange(mail.Reason.Length, 100, 410);
        Assert.Single(post.Server.Asked);
        Assert.Empty(await post.Deliveries("dead"));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("ann@example.com\r\nRCPT TO:<all@example.com>")]
    [InlineData("\"ann\r\n\"@example.com")]
    [InlineData("ann@example.com, bob@example.com")]
    public async Task A_bad_address_is_refused_before_anybody_is_asked(string address)
    {
        var post = await PostOffice.Open();
        var mail = new Mail(new(Guid.NewGuid()), "Ann", address, "Hello", "Text", post.Acme.Clock.GetUtcNow());
        var (posted, written) = mail.Post(post.Acme.System);
        await post.Acme.Documents.Commit([posted], [written], Ct);

        await post.Deliver();

        Assert.Equal(MailState.Refused, (await post.Read(mail.Id)).State);
        Assert.Empty(post.Server.Asked);
    }

    [Fact]
    public async Task An_outage_of_hours_costs_no_mail()
    {
        var post = await PostOffice.Open();
        post.Server.Reply = new(MailAnswer.Later, "The mail server cannot be used right now.");
        var id = await post.Invite();

        await post.DeliverFor(TimeSpan.FromHours(5));
        Assert.Equal((MailState.Waiting, "The mail server cannot be used right now."), ((await post.Read(id)).State, (await post.Read(id)).Reason));
        Assert.Empty(await post.Deliveries("dead"));
        post.Server.Reply = new(MailAnswer.Taken);
        await post.DeliverFor(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(10));

        Assert.Equal((MailState.Sent, ""), ((await post.Read(id)).State, (await post.Read(id)).Reason));
    }

    [Fact]
    public async Task A_mail_that_waits_is_written_again_only_when_the_reason_is_another()
    {
        var post = await PostOffice.Open();
        post.Server.Reply = new(MailAnswer.Later, "Not now.");
        var id = await post.Invite();

        await post.DeliverFor(TimeSpan.FromHours(1));

        Assert.Equal(2, (await post.Acme.Documents.Get<Mail>(post.Acme.System.Key(Mail.Collection, id), Ct))!.Version);
    }

    [Fact]
    public async Task Nobody_gets_a_mail_that_waited_for_three_days()
    {
        var post = await PostOffice.Open();
        post.Server.Reply = new(MailAnswer.Later, "Not now.");
        var id = await post.Invite();
        await post.Deliver();

        post.Acme.Clock.Advance(Mail.Patience);
        await post.Deliver();

        Assert.Equal((MailState.Refused, "It waited for 3 days. Last: Not now."), ((await post.Read(id)).State, (await post.Read(id)).Reason));
        Assert.Empty(await post.Deliveries("waiting"));
        Assert.Empty(await post.Deliveries("dead"));
    }

    [Fact]
    public async Task What_a_server_said_about_a_person_is_only_in_the_mail()
    {
        var post = await PostOffice.Open();
        post.Server.Reply = new(MailAnswer.Later, "450 <ann@example.com> is greylisted");
        await post.Invite();

        await post.Deliver();

        var delivery = Assert.Single(await post.Deliveries("waiting"));
        Assert.DoesNotContain("ann", delivery.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_mail_that_waits_holds_up_no_other()
    {
        var post = await PostOffice.Open();
        post.Server.Reply = new(MailAnswer.Later, "Not now.");
        await post.Invite();
        await post.Deliver();

        post.Server.Reply = new(MailAnswer.Taken);
        var other = await post.Invite("Bob", "bob@example.com");
        await post.Deliver();

        Assert.Equal(MailState.Sent, (await post.Read(other)).State);
    }

    [Fact]
    public async Task A_mail_handed_over_twice_at_once_is_sent_once_and_its_event_is_done()
    {
        var post = await PostOffice.Open();
        var id = await post.Invite();
        var both = new Barrier(2);
        post.Server.Thinking = () => Task.Run(() => both.SignalAndWait(Ct), Ct);

        var send = (SendMail)post.GetService(typeof(SendMail));
        var inbox = new Inbox("1", new(post.Acme.System.Key("delivery", "1"), "done", 0));
        var handled = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Record.ExceptionAsync(() => send.Handle(new(post.Acme.System.Company, id), inbox, Ct)).AsTask()));

        Assert.Single(handled, e => e is null);
        Assert.Single(handled, e => e is InvalidOperationException);
        Assert.Equal(MailState.Sent, (await post.Read(id)).State);
        Assert.Equal(2, post.Server.Asked.Count);
        await send.Handle(new(post.Acme.System.Company, id), inbox, Ct);
        Assert.Equal(2, post.Server.Asked.Count);
    }
}
