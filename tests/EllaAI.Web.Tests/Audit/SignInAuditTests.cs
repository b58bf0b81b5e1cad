using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Tests;
using EllaAI.Web.Tests.Access;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Audit;

/// <summary>What people do with their own sign-in, in the log of their company.</summary>
[Collection("accounts")]
public sealed class SignInAuditTests(AccountApp accounts)
{
    private static readonly Actor _acme = Actor.System(new("acme"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_often_somebody_guesses_the_log_grows_by_two()
    {
        var email = await accounts.AddRita();
        using var stranger = new Browser(accounts.App);
        for (var i = 0; i < 40; i++)
        {
            (await AccountApp.SignIn(stranger, email, "a wrong password of some length")).Dispose();
            accounts.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        using var known = await accounts.SignedIn(email);
        // The entries of one person come in the order in which they were made.
        var lines = await Log(email, 3);

        Assert.Equal(
            [(Actor.Visitor, "after 5 wrong passwords in a row"), (Actor.Visitor, "after 10 wrong passwords in a row"), ($"{(await accounts.Account(email)).Id.Value:N}", "by password")],
            lines.Select(l => (l.Entry.Actor, l.Entry.After)));
    }

    /// <summary>What is told of the account, the oldest first, once there is as much.</summary>
    private async Task<IReadOnlyList<AuditLine>> Log(string email, int count)
    {
        var (target, list) = ($"account/{(await accounts.Account(email)).Id.Value:N}", accounts.App.Services.GetRequiredService<ListAudit>());
        IReadOnlyList<AuditLine> lines = [];
        await Until.True(async () => (lines = [.. (await list.Run(_acme, new(), "", Ct)).Value().Items.Where(l => l.Entry.Target == target).Reverse()]).Count >= count);
        return lines;
    }
}
