using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Smtp;

/// <summary>The product as it starts, with a real mail server.</summary>
internal sealed class MailApp : IAsyncDisposable
{
    private static readonly Actor _acme = Actor.System(new("acme"));

    private MailApp(SmtpServer server) => Server = server;

    public SmtpServer Server { get; }

    public EllaApp App { get; } = new();

    public Circuit Circuit => App.Services.GetRequiredService<Circuits>().To(ResiliencePlan.Mail);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDocumentStore Documents => App.Services.GetRequiredService<IDocumentStore>();

    public static async Task<MailApp> Start(SmtpServer server, Action<IServiceCollection>? replace = null, params (string Key, string Value)[] settings)
    {
        var app = new MailApp(server);
        foreach (var (key, value) in server.Settings) app.App.Settings[key] = value;
        foreach (var (key, value) in settings) app.App.Settings[key] = value;
        if (replace is not null) app.App.Replace = replace;
        await app.App.InitializeAsync();
        return app;
    }

    public async Task<Invited> Invite(string name = "Ann Lee", string email = "ann@example.com") =>
        (await App.Services.GetRequiredService<InviteCandidate>().Run(App.Recruiter, App.Assessment.Id, name, email, App.Address, Ct)).Value();

    /// <summary>A mail whose writer has checked nothing.</summary>
    public async Task<MailId> Post(Mail mail)
    {
        var (posted, written) = mail.Post(_acme);
        Assert.True(await Documents.Commit([posted], [written], Ct));
        return mail.Id;
    }

    public async Task<Mail> Read(MailId id) => (await Documents.Get<Mail>(_acme.Key(Mail.Collection, id), Ct))!.Value;

    public Task<Result<Mail>> Resend(MailId id) => App.Services.GetRequiredService<ResendMail>().Run(App.Recruiter, id, Ct);

    /// <summary>Waits until the mail is in this state.</summary>
    public async Task<Mail> Becomes(MailId id, MailState state)
    {
        await Until.True(async () => (await Read(id)).State == state);
        return await Read(id);
    }

    /// <summary>Waits until somebody has tried to send it, in vain.</summary>
    public async Task<Mail> IsPutOff(MailId id)
    {
        await Until.True(async () => await Read(id) is { State: MailState.Waiting, Reason.Length: > 0 });
        return await Read(id);
    }

    /// <summary>What is on its way to its subscribers.</summary>
    public async Task<List<Delivery>> Deliveries() =>
        await Documents.Query<Delivery>(Actor.System(CompanyId.Platform).QueryEverywhere(Delivery.InState, "waiting"), Ct).ToList(Ct);

    /// <returns>Status and description of the health page's mail.</returns>
    public async Task<(string? Status, string? Description)> Health()
    {
        using var browser = new Browser(App);
        var mail = (await browser.Get("/ready").Json()).GetProperty("checks").GetProperty("mail");
        return (mail.Text("status"), mail.Text("description"));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Server.DisposeAsync();
    }
}
