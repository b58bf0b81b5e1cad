using System.Security.Cryptography;
using System.Text.RegularExpressions;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Invitations;

/// <summary>A link that opens only with a code from the invited person's mail.</summary>
public sealed partial class LinkCodeTests
{
    private static readonly Arrival _proven = Acme.Browser with { Proven = true };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_code_nothing_starts_and_nothing_is_taken_over()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnnWithCode();

        Assert.Equal("code-needed", (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Code());
        (await acme.Start.Run(token, consent: true, _proven, Ct)).Value();
        Assert.Equal("code-needed", (await acme.TakeOver.ByLink(token, new(SeatId.New()), 0, Ct)).Code());
        (await acme.TakeOver.ByLink(token, new(SeatId.New(), Proven: true), 0, Ct)).Value();
    }

    [Fact]
    public async Task The_mailed_code_opens_once()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnnWithCode();
        var code = await Sent(acme, token);

        Assert.Equal("Ann Lee", (await Enter(acme, token, $" {code[..3]} {code[3..]} ")).Value().Name);
        Assert.Equal("code-over", (await Enter(acme, token, code)).Code());
    }

    [Fact]
    public async Task After_five_wrong_tries_the_right_code_no_longer_works_either()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnnWithCode();
        var code = await Sent(acme, token);

        foreach (var wrong in new[] { "", "12345", code + "0", new string('9', 10_000), Other(code) }) Assert.Equal("code-wrong", (await Enter(acme, token, wrong)).Code());
        Assert.Equal("code-over", (await Enter(acme, token, code)).Code());
    }

    [Fact]
    public async Task Twenty_tries_at_once_are_five_tries()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnnWithCode();
        var code = await Sent(acme, token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Enter(acme, token, Other(code)), Ct)));

        Assert.Equal(LinkCode.MaxTries, answers.Count(a => !a.Ok(out var _, out var problem) && problem.Code == "code-wrong"));
        Assert.Equal("code-over", (await Enter(acme, token, code)).Code());
        Assert.DoesNotContain(answers, a => a.Ok(out _, out _));
    }

    [Fact]
    public async Task A_code_lives_ten_minutes_and_a_new_one_ends_it()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnnWithCode();
        var first = await Sent(acme, token);
        acme.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Sent(acme, token);
        if (first != second) Assert.Equal("code-wrong", (await Enter(acme, token, first)).Code());

        acme.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("code-over", (await Enter(acme, token, second)).Code());
    }

    [Fact]
    public async Task Between_codes_the_wait_doubles_up_to_a_quarter_of_an_hour()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnnWithCode();
        foreach (var seconds in new[] { 30, 60, 120, 240, 480, 900, 900 })
        {
            await Sent(acme, token);
            acme.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            var wait = await Send(acme, token);
            Assert.False(wait.Ok(out _, out var problem));
            Assert.Equal(("code-wait", 1), (problem!.Code, (int)problem.Facts["seconds"]!));
            acme.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Who_gets_a_new_link_waits_for_nothing_that_the_one_before_was_used_for()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnnWithCode();
        await Sent(acme, token);
        Assert.Equal("code-wait", (await Send(acme, token)).Code());
        var invitation = (await acme.OpenLink.Run(token, Ct)).Value().Invitation.Id;

        var renewed = (await acme.NewLink.Run(acme.Recruiter, invitation, Acme.Site, Ct)).Value().Link.Segments[^1];

        await Sent(acme, renewed);
    }

    [Fact]
    public async Task What_is_kept_is_no_code()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnnWithCode();
        var code = await Sent(acme, token);

        var kept = (await Send(acme, token)).Ok(out _, out _) ? null : await acme.Documents.Get<LinkCode>(
            acme.System.Key(LinkCode.Collection, (await acme.OpenLink.Run(token, Ct)).Value().Invitation.Id), Ct);

        Assert.DoesNotContain(code, kept!.Value.ToString(), StringComparison.Ordinal);
        Assert.Equal(64, kept.Value.Hash.Length);
    }

    /// <summary>Six digits are a million: with a fast hash, whoever reads the database has them at once.</summary>
    [Fact]
    public void What_is_kept_is_as_slow_to_guess_as_a_hundred_thousand_rounds()
    {
        var (kept, code) = LinkCode.New(new(Guid.NewGuid()), 0, DateTimeOffset.UnixEpoch);

        var slow = Rfc2898DeriveBytes.Pbkdf2(code, Convert.FromHexString(kept.Salt), 100_000, HashAlgorithmName.SHA256, 32);
        Assert.Equal(Convert.ToHexStringLower(slow), kept.Hash);
    }

    [Fact]
    public async Task Where_no_code_is_asked_for_none_is_sent()
    {
        var acme = await Acme.Open();

        Assert.Equal("not-found", (await Send(acme, await acme.InviteAnn())).Code());
    }

    private static Task<Result<LinkCode>> Send(Acme acme, string token) => new SendLinkCode(acme.Documents, acme.OpenLink, acme.Clock).Run(token, Ct);

    private static Task<Result<Invitation>> Enter(Acme acme, string token, string code) => new EnterLinkCode(acme.Documents, acme.OpenLink, acme.Clock).Run(token, code, Ct);

    /// <returns>The code in the mail.</returns>
    private static async Task<string> Sent(Acme acme, string token)
    {
        (await Send(acme, token)).Value();
        var mails = await acme.Documents.Query<Mail>(acme.System.Query(Mail.Newest) with { Descending = true, Limit = 20 }, Ct).ToList(Ct);
        return Digits().Match(mails.First(m => m.Subject == "Your code for Locked").Text).Value;
    }

    private static string Other(string code) => code == "123456" ? "654321" : "123456";

    [GeneratedRegex("^[0-9]{6}$", RegexOptions.Multiline)]
    private static partial Regex Digits();
}
