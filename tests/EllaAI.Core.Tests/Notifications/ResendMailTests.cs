using EllaAI.Core.Notifications;
using Xunit;

namespace EllaAI.Core.Tests.Notifications;

public sealed class ResendMailTests
{
    [Fact]
    public async Task A_refused_mail_goes_out_once_more_however_often_somebody_clicks()
    {
        var post = await PostOffice.Open();
        var id = await Refused(post);
        post.Server.Reply = new(MailAnswer.Taken);

        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => post.Resend(id))));

        Assert.All(clicks, click => Assert.Equal(MailState.Waiting, click.Value().State));
        Assert.Single(post.Acme.Data.Events, e => e.Name() == "ella.mail-written");
        await post.Deliver();
        Assert.Equal((MailState.Sent, 2), ((await post.Read(id)).State, post.Server.Asked.Count));
    }

    [Fact]
    public async Task It_may_wait_as_long_as_the_first_time()
    {
        var post = await PostOffice.Open();
        var id = await Refused(post);
        post.Acme.Clock.Advance(Mail.Patience);
        post.Server.Reply = new(MailAnswer.Later, "Not now.");

        (await post.Resend(id)).Value();
        await post.Deliver();

        Assert.Equal(MailState.Waiting, (await post.Read(id)).State);
    }

    [Fact]
    public async Task A_mail_that_was_kept_can_be_sent_once_there_is_a_server()
    {
        var post = await PostOffice.Open();
        (post.Server.Sends, post.Server.Reply) = (false, new(MailAnswer.Kept));
        var id = await post.Invite();
        await post.Deliver();
        Assert.Equal("no-mail-server", (await post.Resend(id)).Problem().Code);

        (post.Server.Sends, post.Server.Reply) = (true, new(MailAnswer.Taken));
        (await post.Resend(id)).Value();
        await post.Deliver();

        Assert.Equal(MailState.Sent, (await post.Read(id)).State);
    }

    [Fact]
    public async Task What_was_sent_is_not_sent_again()
    {
        var post = await PostOffice.Open();
        var id = await post.Invite();
        await post.Deliver();

        Assert.Equal("mail-sent", (await post.Resend(id)).Problem().Code);
        await post.Deliver();

        Assert.Single(post.Server.Asked);
    }

    [Fact]
    public async Task A_mail_that_nobody_brought_can_be_sent_once_it_should_have_been()
    {
        var post = await PostOffice.Open();
        post.Server.Thinking = () => throw new InvalidOperationException("A bug.");
        var id = await post.Invite();
        await post.DeliverFor(TimeSpan.FromMinutes(5));
        Assert.Single(await post.Deliveries("dead"));
        Assert.Equal((MailState.Waiting, false), ((await post.Read(id)).State, (await post.Read(id)).IsStuck(post.Acme.Clock.GetUtcNow())));

        post.Acme.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True((await post.Read(id)).IsStuck(post.Acme.Clock.GetUtcNow()));
        post.Server.Thinking = () => Task.CompletedTask;
        (await post.Resend(id)).Value();
        (await post.Resend(id)).Value();
        await post.Deliver();

        Assert.Equal((MailState.Sent, 6), ((await post.Read(id)).State, post.Server.Asked.Count));
    }

    private static async Task<MailId> Refused(PostOffice post)
    {
        post.Server.Reply = new(MailAnswer.Refused, "It said: 550 no such user");
        var id = await post.Invite();
        await post.Deliver();
        Assert.Equal(MailState.Refused, (await post.Read(id)).State);
        return id;
    }
}
